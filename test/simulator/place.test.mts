import { describe, expect, test } from '@jest/globals';
import { operationsOf, readContract } from '../contract/contract.mts';
import { Comparer } from '../contract/differences.mts';
import { callApi, callWithJson } from './calls.mts';
import type { Agent, Dial, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const callAgentId = seedId('agent 1');
const phoneCall = {
	callAgentId,
	toNumber: '+15550100009',
	fromNumberId: seedId('phone number 1'),
};

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const place = (body: unknown) => callWithJson(simulator, 'POST', '/dials', body);

describe('a call is placed', () => {
	test.each([
		['by phone', phoneCall],
		['from a pool', { ...phoneCall, fromNumberId: null, fromNumberPoolId: seedId('any pool') }],
		['in the browser', { callAgentId, browserCall: true }],
		['with overrides', { callAgentId, browserCall: true, agentOverrides: { language: 'es' } }],
		['as quietly as can be', { ...phoneCall, voiceVolumeLevel: -300 }],
		[
			'with ids that are not looked up',
			{ ...phoneCall, callAgentExtractorId: 'e', versionedModelId: 'm', ivrVersionedPromptId: 'p' },
		],
	])('%s', async (_, body) => {
		const { status, body: answer } = await place(body);
		expect(status).toBe(200);
		const [call] = await simulator.calls();
		expect(answer).toEqual({
			dialToken: expect.any(String) as unknown,
			sessionId: call?.sessionId,
			dialId: call?.dial.id,
		});
		expect(call?.request).toEqual(body);
	});
});

describe('nobody is called', () => {
	test.each<[string, object, string]>([
		['from nowhere', { fromNumberId: undefined }, 'fromNumberId'],
		['at no number', { toNumber: null }, '/toNumber must be string'],
		['at a number with spaces', { toNumber: '+1 555 0100 009' }, 'not E.164'],
		['at a number without its country', { toNumber: '5550100009' }, 'not E.164'],
		['from a number that is not there', { fromNumberId: seedId('x') }, 'no phone number has'],
		['from a pool that has no id', { fromNumberPoolId: 'sales' }, 'not an id'],
		['by an agent that is not there', { callAgentId: seedId('x') }, 'no agent has'],
		['with a voice that is not there', { aiVoiceId: seedId('x') }, 'no voice has'],
		['too loudly', { voiceVolumeLevel: 301 }, '/voiceVolumeLevel must be <= 300'],
		['too quietly', { voiceVolumeLevel: -301 }, '/voiceVolumeLevel must be >= -300'],
		['for no time', { timeoutMinutes: 0 }, 'is no time'],
		['with a webhook that is no address', { webhookUrl: 'n8n' }, 'not a web address'],
		['with overrides of a name', { agentOverrides: { name: 'x' } }, '("name")'],
		['with a field too many', { prompt: 'x' }, '("prompt")'],
	])('%s', async (_, fields, error) => {
		const { status, text } = await place({ ...phoneCall, ...fields });
		expect(status).toBe(422);
		expect(JSON.parse(text)).toMatchObject({ message: 'The request is not valid' });
		expect(text.replaceAll('\\"', '"')).toContain(error);
		expect(await simulator.calls()).toEqual([]);
	});
});

test('all that is wrong is told at once', async () => {
	const { body } = await place({ callAgentId: 'a', toNumber: '1', fromNumberId: 'n' });
	expect((body as { errors: string[] }).errors).toHaveLength(3);
});

test('a call speaks with the voice it was given, or else with that of its agent', async () => {
	const clone = await simulator.seedVoices([{ name: 'Zoë' }]);
	await place({ ...phoneCall, aiVoiceId: clone[0]?.id, callAgentInput: { name: 'Jo' } });
	await place(phoneCall);
	const [one, other] = (await simulator.calls()).map(({ dial }) => dial);
	expect(one).toMatchObject({ voiceId: clone[0]?.id, inputs: { name: 'Jo' } });
	expect(other).toMatchObject({ voiceId: seedId('voice 1'), inputs: {} });
});

test('a token is given for a call that is there', async () => {
	const { body } = await place({ callAgentId, browserCall: true });
	const { dialId, dialToken } = body as { dialId: string; dialToken: string };
	const answer = await callApi(simulator, 'POST', `/dials/${dialId}/token`);
	expect(answer.body).toEqual({ dialToken: expect.any(String) as unknown });
	expect(answer.body).not.toEqual({ dialToken });
	expect((await callApi(simulator, 'POST', '/dials/nobody/token')).status).toBe(404);
});

describe('an agent', () => {
	const change = (changes: object, id = callAgentId) =>
		callWithJson(simulator, 'PUT', `/agents/${id}`, changes);

	test('is changed, and keeps to itself where its inbound calls are told', async () => {
		const { status, body } = await change({
			name: 'Desk',
			callAgentExtractorId: seedId('extractor 2'),
			linkedFunctionDefinitionIds: [seedId('function 1')],
			inboundWebhookUrl: 'https://n8n.example/webhook/1',
			inboundWebhookResponse: true,
		});
		expect(status).toBe(200);
		expect(body).toMatchObject({
			id: callAgentId,
			name: 'Desk',
			defaultExtractorId: seedId('extractor 2'),
			linkedFunctionDefinitions: [{ functionDefinitionId: seedId('function 1') }],
		});
		const update = operationsOf(readContract()).find(
			({ operationId }) => operationId === 'updateAgent',
		);
		const comparer = new Comparer(readContract());
		const { differences, notes } = comparer.compare(update?.answerSchema ?? {}, body);
		expect(differences).toEqual([]);
		expect(notes.join()).not.toContain('inbound');

		const { body: listed } = await callApi(simulator, 'GET', '/agents');
		expect((listed as { data: Agent[] }).data[0]).toEqual(body);
		const [agent] = await simulator.agents();
		expect(agent?.hidden).toEqual({
			inboundWebhookUrl: 'https://n8n.example/webhook/1',
			inboundWebhookResponse: true,
		});
	});

	test.each([
		['that is not there', seedId('x'), {}, 404],
		['to a voice that is not there', callAgentId, { defaultVoiceId: 'v' }, 422],
		['to a prompt of another', callAgentId, { defaultVersionedPromptId: seedId('prompt 2') }, 422],
		['in a field that it does not have', callAgentId, { webhookUrl: 'x' }, 422],
	])('%s is not changed', async (_, id, changes, status) => {
		expect((await change(changes, id)).status).toBe(status);
	});
});

test('agents and phone numbers can be added, and a reset takes them away', async () => {
	const [agent] = await simulator.seedAgents([{ name: 'Extra' }]);
	await simulator.seedPhoneNumbers([{ number: '+15550100077', agentId: agent?.id ?? null }]);
	const rows = async (path: string) => {
		const { status, body } = await callApi(simulator, 'GET', path);
		expect(status).toBe(200);
		return (body as { data: unknown[] }).data;
	};
	expect(await rows('/agents')).toHaveLength(4);
	expect((await rows('/phone_numbers')).at(-1)).toMatchObject({
		number: '+15550100077',
		type: 'PSTN',
		agentId: agent?.id,
	});
	await simulator.reset();
	expect(await rows('/agents')).toHaveLength(3);
	expect(await rows('/phone_numbers')).toHaveLength(3);
});

test('a call is where the API lists calls, as the contract says', async () => {
	const { body } = await place(phoneCall);
	const { dialId } = body as { dialId: string };
	const { status, body: dial } = await callApi(simulator, 'GET', `/dials/${dialId}`);
	expect(status).toBe(200);
	expect(dial as Dial).toMatchObject({ id: dialId, toNumber: '+15550100009', status: 'queued' });
	await simulator.reset();
	expect((await callApi(simulator, 'GET', `/dials/${dialId}`)).status).toBe(404);
});
