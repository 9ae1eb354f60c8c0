import { describe, expect, test } from '@jest/globals';
import { callApi, callWithJson } from './calls.mts';
import type { Agent, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const uuid: unknown = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const nobody = seedId('nobody');
const prompt = { aiModelId: seedId('model 1'), agentType: 'STANDARD', name: 'Greeting' };
const smallest = {
	name: 'Reception',
	defaultVoiceId: seedId('voice 2'),
	defaultVersionedPrompt: prompt,
};
const extractor = { name: 'Outcome', extractorFieldsJsonSchema: '{"type":"object"}' };

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const call = (method: string, path: string) => callApi(simulator, method, path);
const send = (method: string, path: string, body: object) =>
	callWithJson(simulator, method, path, body);

async function create(fields: object = {}): Promise<Agent> {
	const { status, text } = await send('POST', '/agents', { ...smallest, ...fields });
	if (status !== 200) throw new Error(`${status} ${text}`);
	return JSON.parse(text) as Agent;
}

const listed = async (path: string) => (await call('GET', path)).body;

test('an agent is made with its prompt, and listed', async () => {
	const agent = await create();
	expect(agent).toEqual({
		id: uuid,
		name: 'Reception',
		language: 'en',
		maxDurationSeconds: 10_800,
		defaultVoiceId: seedId('voice 2'),
		defaultVersionedPromptId: uuid,
		defaultExtractorId: null,
	});
	const { data } = (await listed('/agents')) as { data: Agent[] };
	expect(data).toHaveLength(4);
	expect(data.at(-1)).toEqual(agent);
	expect(await listed(`/agents/${agent.id}/versioned_prompts`)).toEqual({
		data: [{ id: agent.defaultVersionedPromptId, ...prompt, prompt: null }],
		cursor: null,
	});
	expect(await listed(`/agents/${agent.id}/extractors`)).toEqual({ extractors: [] });
	expect((await simulator.agents()).at(-1)?.hidden).toEqual({
		voiceVolumeLevel: -100,
		backgroundNoiseType: 'office',
	});
});

test('an agent is made with all that can be said of it', async () => {
	const told = {
		language: 'de',
		metadata: { team: ['a', 1] },
		maxDurationSeconds: 60,
		transcriberParams: { type: 'openai', keywords: ['Vogent'] },
		idleMessageConfig: { enabled: true, idleDurationMilliseconds: 5000, maxIdleMessages: 1 },
		utteranceDetectorConfig: { sensitivity: 'SLOW' },
		endpointDetectorConfig: { type: 'SIMPLE', mode: null },
		ivrConfiguration: {
			detectionType: 'STANDARD',
			versionedPromptId: seedId('prompt 1'),
			aiVoiceId: seedId('voice 1'),
		},
	};
	const hidden = {
		inboundWebhookUrl: 'https://example.com',
		inboundWebhookResponse: true,
		openingLine: { lineType: 'NONE', content: '' },
		voiceVolumeLevel: null,
		backgroundNoiseType: 'silence',
	};
	const functionDefinitionId = seedId('function 1');
	const linked = { functionDefinitionId, lifecycleMessagesOverride: { started: ['Wait.'] } };
	const agent = await create({
		...told,
		...hidden,
		defaultExtractor: extractor,
		linkedFunctionDefinitionIds: [functionDefinitionId],
		linkedFunctionDefinitionInputs: [linked],
		fillEmptyStringVariables: null,
	});
	expect(agent).toMatchObject({
		...told,
		defaultExtractorId: uuid,
		linkedFunctionDefinitions: [linked],
	});
	expect(agent).not.toHaveProperty('fillEmptyStringVariables');
	expect((await simulator.agents()).at(-1)?.hidden).toEqual(hidden);
	expect(await listed(`/agents/${agent.id}/extractors`)).toEqual({
		extractors: [{ id: agent.defaultExtractorId, ...extractor }],
	});
});

describe('an agent is not made', () => {
	test.each<[string, object, string]>([
		['without a prompt', { defaultVersionedPrompt: undefined }, "'defaultVersionedPrompt'"],
		['without a name', { name: '' }, '/name is empty'],
		['with an unknown voice', { defaultVoiceId: nobody }, '/defaultVoiceId is'],
		[
			'with an unknown model',
			{ defaultVersionedPrompt: { ...prompt, aiModelId: nobody } },
			'/defaultVersionedPrompt/aiModelId is',
		],
		[
			'with an extractor that is no JSON',
			{ defaultExtractor: { ...extractor, extractorFieldsJsonSchema: '{' } },
			'/defaultExtractor/extractorFieldsJsonSchema is not a JSON object',
		],
		[
			'with an unknown function',
			{ linkedFunctionDefinitionIds: [seedId('function 1'), nobody] },
			'/linkedFunctionDefinitionIds/1 is',
		],
		[
			'with an unknown function and messages for it',
			{ linkedFunctionDefinitionInputs: [{ functionDefinitionId: nobody }] },
			'/linkedFunctionDefinitionInputs/0 is',
		],
		[
			'with an unknown voice for machines',
			{ ivrConfiguration: { detectionType: 'NONE', aiVoiceId: nobody } },
			'/ivrConfiguration/aiVoiceId is',
		],
		[
			'with an unknown prompt for machines',
			{ ivrConfiguration: { detectionType: 'NONE', versionedPromptId: nobody } },
			'/ivrConfiguration/versionedPromptId is',
		],
		['with noise of no kind', { backgroundNoiseType: 'street' }, '/backgroundNoiseType'],
		['with a field too many', { transcriber: {} }, '"transcriber"'],
		[
			'with a node too much',
			{ defaultVersionedPrompt: { ...prompt, flowDefinition: { nodes: [{}] } } },
			"'transitionRules'",
		],
		[
			'with a pause that is too short',
			{ idleMessageConfig: { enabled: true, idleDurationMilliseconds: 4999 } },
			'must be >= 5000',
		],
	])('%s', async (_, fields, error) => {
		const { status, text } = await send('POST', '/agents', { ...smallest, ...fields });
		expect(status).toBe(422);
		expect(text).toContain(JSON.stringify(error).slice(1, -1));
		expect(await simulator.agents()).toHaveLength(3);
	});
});

test('only what is sent of an agent is changed', async () => {
	const path = `/agents/${seedId('agent 1')}`;
	const [before] = await simulator.agents();
	const { body } = await send('PUT', path, {
		name: 'Dates',
		defaultVersionedPromptId: seedId('prompt 3'),
		callAgentExtractorId: seedId('extractor 2'),
		linkedFunctionDefinitionIds: [],
		fillEmptyStringVariables: true,
		voiceVolumeLevel: 20,
	});
	const [after] = await simulator.agents();
	expect(after).toEqual({
		...before,
		name: 'Dates',
		defaultVersionedPromptId: seedId('prompt 3'),
		defaultExtractorId: seedId('extractor 2'),
		linkedFunctionDefinitions: [],
		fillEmptyStringVariables: true,
		hidden: { voiceVolumeLevel: 20 },
	});
	expect(after).toMatchObject(body as Record<string, unknown>);
	expect((await send('PUT', path, {})).body).toEqual(body);
	await send('PUT', path, { fillEmptyStringVariables: null });
	expect((await simulator.agents())[0]).not.toHaveProperty('fillEmptyStringVariables');
});

test.each([
	['a prompt of another agent', { defaultVersionedPromptId: seedId('prompt 2') }],
	['an unknown extractor', { callAgentExtractorId: nobody }],
	['an unknown voice', { defaultVoiceId: nobody }],
	['a volume of null', { voiceVolumeLevel: null }],
	['a prompt to be made', { defaultVersionedPrompt: prompt }],
])('an agent is not given %s', async (_, fields) => {
	const before = await simulator.agents();
	expect((await send('PUT', `/agents/${seedId('agent 1')}`, fields)).status).toBe(422);
	expect(await simulator.agents()).toEqual(before);
});

test('a deleted agent is answered, and then gone with its prompts; its numbers are free', async () => {
	const id = seedId('agent 1');
	const { data } = (await listed('/agents')) as { data: Agent[] };
	expect((await call('DELETE', `/agents/${id}`)).body).toEqual(data[0]);
	expect(await listed('/agents')).toEqual({ data: data.slice(1), cursor: null });
	expect((await call('DELETE', `/agents/${id}`)).status).toBe(404);
	expect((await send('PUT', `/agents/${id}`, {})).status).toBe(404);
	expect((await call('GET', `/agents/${id}/versioned_prompts`)).status).toBe(404);
	expect((await call('GET', `/agents/${id}/extractors`)).status).toBe(404);
	expect(await listed(`/phone_numbers/${seedId('phone number 1')}`)).toMatchObject({
		agentId: null,
	});
});
