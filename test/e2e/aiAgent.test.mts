import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
	NodeHelpers,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { resources } from '../../nodes/Vogent/registry.ts';
import type { PlacedCall } from '../simulator/dials/records.mts';
import { seedId } from '../simulator/seed-id.mts';
import {
	agentType,
	modelType,
	nodeName,
	openAiOffice,
	tools,
	type AiOffice,
} from './support/aiAgent.mts';
import { Conversation, type ToolUse } from './support/chatModel.mts';
import { until } from './support/until.mts';

jest.setTimeout(240_000);

const callAgentId = seedId('agent 1');
const fromNumberId = seedId('phone number 1');
const toNumber = '+15550100010';

let office: AiOffice;

beforeAll(async () => {
	office = await openAiOffice();
});
afterEach(async () => {
	const { simulator, model } = office;
	for (const { text } of model.requests) expect(text).not.toContain(simulator.apiKey);
	await simulator.reset();
});
afterAll(async () => await office.close());

const getVoices = (): ToolUse[] => [{ tool: tools.getVoices, input: {} }];
const createCall = (phone_number: string, voice_id: unknown = ''): ToolUse => ({
	tool: tools.createCall,
	input: { agent_id: callAgentId, phone_number, voice_id },
});

const placed = async () =>
	(await office.simulator.requests())
		.filter(({ method, path }) => method === 'POST' && path === '/dials')
		.map(({ json }) => json);

const called = async () => (await office.simulator.calls()).map(({ dial }) => dial.toNumber);

/** What the tool gives for a call that it has placed. */
const placedCall = (call: PlacedCall | undefined) => ({
	dialId: call?.dial.id,
	sessionId: call?.sessionId,
	dialToken: expect.any(String),
});

/** What the tools have given, use by use, as the model was told at last. */
const results = () => new Conversation(office.model.requests.at(-1)?.messages ?? []).results();

describe('an AI agent with Vogent as its tools', () => {
	test('finds a voice, calls somebody with it, and tells how the call went', async () => {
		const { simulator, model } = office;
		model.plan(
			getVoices,
			(conversation) => {
				const voice = conversation.last().find(({ name }) => name === 'Savannah');
				return [createCall('+1 (555) 010-0010', voice?.id)];
			},
			async (conversation) => {
				await simulator.advance(60_000);
				return [{ tool: tools.getCall, input: { Call_ID: conversation.last()[0]?.dialId } }];
			},
			(conversation) => `The call is ${String(conversation.last()[0]?.status)}.`,
		);
		expect(await office.ask('Call Anna with the voice Savannah')).toBe('The call is completed.');

		const voices = await simulator.voices();
		const aiVoiceId = voices.find(({ name }) => name === 'Savannah')?.id;
		expect(await placed()).toEqual([
			{ callAgentId, toNumber, fromNumberId, aiVoiceId, timeoutMinutes: 10 },
		]);
		const [call, ...others] = await simulator.calls();
		expect(others).toEqual([]);
		expect((await simulator.requests()).map(({ method, path }) => [method, path])).toEqual([
			['GET', '/voices'],
			['POST', '/dials'],
			['GET', `/dials/${call?.dial.id}`],
		]);

		expect(model.requests).toHaveLength(4);
		expect(model.requests[0]?.messages).toEqual([
			{ role: 'user', content: 'Call Anna with the voice Savannah' },
		]);
		expect(results()).toEqual([
			voices.toSorted((one, other) => one.name.localeCompare(other.name)),
			[placedCall(call)],
			[
				expect.objectContaining({
					dialId: call?.dial.id,
					status: 'completed',
					toNumber,
					transcript: call?.dial.transcript?.map(({ text }) =>
						expect.objectContaining({ text: expect.stringContaining(text) }),
					),
				}),
			],
		]);
	});

	test('corrects a phone number that it got wrong, and calls once', async () => {
		office.model.plan(
			() => [createCall('12345')],
			() => [createCall(toNumber)],
			() => 'Called.',
		);
		expect(await office.ask('Call Anna')).toBe('Called.');
		const [wrong, right] = results();
		expect(wrong).toEqual([
			{ error: expect.stringContaining('"To Number" is not a phone number: 12345') },
		]);
		// How to write it better is what the model needs most.
		expect(wrong?.[0]?.error).toContain('Write it with "+" and the country code');
		expect(right).toEqual([expect.objectContaining({ dialId: expect.any(String) })]);
		expect(await placed()).toEqual([{ callAgentId, toNumber, fromNumberId, timeoutMinutes: 10 }]);
		expect(await called()).toEqual([toNumber]);
	});

	test('learns which field it has left out, and calls nobody', async () => {
		office.model.plan(
			() => [{ tool: tools.createCall, input: { agent_id: callAgentId } }],
			() => 'I have no number.',
		);
		expect(await office.ask('Call Anna')).toBe('I have no number.');
		expect(results()).toEqual([[{ error: expect.stringContaining('"To Number" is empty') }]]);
		expect(await office.simulator.requests()).toEqual([]);
	});

	test('learns that a call may have been placed, and calls nobody twice', async () => {
		await office.simulator.plan({ path: '/dials', status: 500, processFirst: true });
		office.model.plan(
			() => [createCall(toNumber)],
			() => [createCall(toNumber)],
			() => 'It is not certain.',
		);
		expect(await office.ask('Call Anna')).toBe('It is not certain.');
		const [first, second] = results();
		expect(first).toEqual([{ error: expect.stringContaining('HTTP 500') }]);
		expect(first?.[0]?.error).toContain('The call may still have been created');
		expect(second).toEqual([
			{ error: expect.stringContaining('may have created this call, so it was not sent again') },
		]);
		expect(await called()).toEqual([toNumber]);
	});

	test('calls nobody again where n8n runs it again, since its model has failed after the call', async () => {
		const fails = () => Promise.reject(new Error('the model fails'));
		const [first, second] = [createCall(toNumber), createCall('+15550100011')];
		office.model.plan(
			() => [first],
			fails,
			() => [first],
			fails,
		);
		await expect(office.askRetrying('Call Anna')).rejects.toThrow();
		// Retry counts the runs anew, and the model begins with another number.
		office.model.plan(
			() => [second],
			() => [first],
			() => 'Called.',
		);
		await office.retry();
		expect(await called()).toEqual([toNumber, '+15550100011']);
		const [call] = await office.simulator.calls();
		expect(results().at(-1)).toEqual([
			{ ...placedCall(call), note: expect.stringMatching(/^This execution has created this call/) },
		]);
	});

	test('calls one number once when it wants to call it twice at the same time, and it is in doubt', async () => {
		await office.simulator.plan({ path: '/dials', status: 500, processFirst: true });
		office.model.plan(
			() => [createCall(toNumber), createCall(toNumber)],
			() => 'It is not certain.',
		);
		expect(await office.askRetrying('Call Anna')).toBe('It is not certain.');
		expect(await called()).toEqual([toNumber]);
	});

	test('calls each of two people once when it wants to call both at the same time', async () => {
		const numbers = [toNumber, '+15550100011'];
		office.model.plan(
			() => numbers.map((number) => createCall(number)),
			() => 'Called both.',
		);
		expect(await office.ask('Call Anna and Bea')).toBe('Called both.');
		const calls = await office.simulator.calls();
		expect(calls).toHaveLength(2);
		// Which of the two is placed first is n8n's business.
		const numberOf = new Map<unknown, unknown>(calls.map(({ dial }) => [dial.id, dial.toNumber]));
		expect(results().map(([row]) => numberOf.get(row?.dialId))).toEqual(numbers);
	});

	test('waits for a call, and tells what was said', async () => {
		const { simulator, model } = office;
		model.plan(
			() => [{ tool: tools.callAndWait, input: { phone_number: toNumber } }],
			(conversation) => String(conversation.last()[0]?.transcriptText),
		);
		const answer = office.ask('Call Anna and tell me what she says');
		await until('a look at the call', async () =>
			(await simulator.requests()).find(({ path }) => path.startsWith('/dials/')),
		);
		await simulator.advance(60_000);
		expect(await answer).toMatch(/^AI: .+\nHUMAN: /);
		const [call] = await simulator.calls();
		expect(call?.webhookUrl).toBeNull();
		expect(results()).toEqual([
			[
				expect.objectContaining({
					dialId: call?.dial.id,
					status: 'completed',
					aiResult: call?.dial.aiResult,
				}),
			],
		]);
		expect(await called()).toEqual([toNumber]);
	});

	test('never gets to see the API key, not even where the service gives it back', async () => {
		const { apiKey } = office.simulator;
		const body = { message: `No voices for Bearer ${apiKey}` };
		await office.simulator.plan({ path: '/voices', status: 400, body });
		office.model.plan(getVoices, () => 'There are no voices.');
		expect(await office.ask('Find a voice')).toBe('There are no voices.');
		expect(results()).toEqual([
			[{ error: expect.stringContaining('No voices for Bearer [API key]') }],
		]);
		expect(office.model.requests.map(({ text }) => text.includes(apiKey))).toEqual([false, false]);
	});
});

describe('what the model is told of the tools', () => {
	const told = async () => {
		office.model.plan(() => 'I can call people.');
		await office.ask('What can you do?');
		return office.model.requests.flatMap((request) => request.tools.map((tool) => tool.function));
	};
	const text = (description?: string) => ({ type: 'string', ...(description && { description }) });
	const parameters = (properties: Record<string, object>) =>
		expect.objectContaining({ type: 'object', properties, additionalProperties: false });

	test('is their names, what they do, and what they need', async () => {
		const found = await told();
		expect(found).toHaveLength(4);
		expect(found).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					name: tools.getVoices,
					description: nodeName('voice', 'getAll'),
					parameters: parameters({}),
				}),
				expect.objectContaining({
					name: tools.createCall,
					description: nodeName('call', 'create'),
					parameters: parameters({
						agent_id: text('The ID of the agent that talks'),
						phone_number: text('The phone number to call'),
						voice_id: text('The ID of the voice that speaks'),
					}),
				}),
				expect.objectContaining({
					name: tools.callAndWait,
					description: nodeName('call', 'createAndWait'),
					parameters: parameters({ phone_number: text('The phone number to call') }),
				}),
				expect.objectContaining({
					name: tools.getCall,
					description: nodeName('call', 'get'),
					parameters: parameters({ Call_ID: text() }),
				}),
			]),
		);
	});

	test('is also that a call costs money, and that waiting for it takes time', async () => {
		const found = await told();
		const descriptionOf = (tool: string) => found.find(({ name }) => name === tool)?.description;
		expect(descriptionOf(tools.createCall)).toMatch(/costs? money/i);
		expect(descriptionOf(tools.callAndWait)).toMatch(/costs? money, takes minutes/i);
	});
});

describe('what the editor offers', () => {
	let types: INodeTypeDescription[];

	beforeAll(async () => {
		types = (await office.session.get('/types/nodes.json')) as INodeTypeDescription[];
	});

	/** The values of the only menu of this name that a node shows, given what else is chosen. */
	const menu = (type: string, name: string, chosen: Record<string, string> = {}) => {
		const description = types.find((one) => one.name === `n8n-nodes-vogent.${type}`) ?? null;
		const isShown = (one: INodeProperties | INodePropertyOptions) =>
			NodeHelpers.displayParameter(chosen, one, { typeVersion: 1 }, description);
		const shown = (description?.properties ?? []).filter(
			(field) => field.name === name && isShown(field),
		);
		expect(shown).toHaveLength(1);
		const values = (shown[0]?.options ?? []).flatMap((option) =>
			'value' in option && option.value !== '__CUSTOM_API_CALL__' && isShown(option)
				? [option.value]
				: [],
		);
		expect(values).toContain(shown[0]?.default);
		return values.sort();
	};
	const sortedValues = (entries: Array<{ value: string }>) =>
		entries.map(({ value }) => value).sort();

	test.each([
		['every operation in a workflow', 'vogent', () => true],
		[
			'only what works without files in a tool',
			'vogentTool',
			({ worksAsTool }: { worksAsTool: boolean }) => worksAsTool,
		],
	])('is %s', (_, type, isOffered) => {
		const offered = resources
			.map(({ value, operations }) => ({ value, operations: operations.filter(isOffered) }))
			.filter(({ operations }) => operations.length > 0);
		expect(menu(type, 'resource')).toEqual(sortedValues(offered));
		for (const { value, operations } of offered) {
			expect(menu(type, 'operation', { resource: value })).toEqual(sortedValues(operations));
		}
	});

	test.each([agentType, modelType])('has no newer version than the tests use of %j', (used) => {
		const versions = types
			.filter(({ name }) => name === used.type)
			.flatMap(({ version }) => version);
		expect(Math.max(...versions)).toBe(used.typeVersion);
	});
});
