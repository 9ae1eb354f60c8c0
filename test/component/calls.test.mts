import { describe, expect, test } from '@jest/globals';
import { createRunExecutionData } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import type { PlannedAnswer, Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { callParameters, calling, known } from './support/call.mts';
import { errorOf, runNode } from './support/execution.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const placed = async () => (await simulator.requests()).filter(({ path }) => path === '/dials');
const bodies = async () => (await placed()).map(({ json }) => json);

describe('a call', () => {
	test('is placed with no more than what the user has filled in', async () => {
		const { output } = await runNode(calling(simulator, 'create'));
		expect(await bodies()).toEqual([
			{
				callAgentId: known.agent,
				toNumber: '+15550100001',
				fromNumberId: known.fromNumber,
				timeoutMinutes: 10,
			},
		]);
		const [call] = await simulator.calls();
		expect(output).toEqual([
			{
				json: {
					dialId: call?.dial.id,
					sessionId: expect.any(String),
					dialToken: expect.any(String),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each(['browser', '={{ "browser" }}'])('in the browser (%s) has no number', async (kind) => {
		const { output } = await runNode(calling(simulator, 'create', { kind, toNumber: '' }));
		expect(await bodies()).toEqual([
			{ callAgentId: known.agent, browserCall: true, timeoutMinutes: 10 },
		]);
		expect(output[0]?.json.dialToken).toEqual(expect.any(String));
	});

	test.each([
		['+12 call me', '"To Number" is not a phone number: +12 call me'],
		['<b>'.repeat(90_000), `"To Number" is not a phone number: ${'‹b›'.repeat(16)}‹…`],
		['  ', '"To Number" is empty'],
	])('to %j is refused before anybody is called', async (toNumber, message) => {
		const error = await errorOf(calling(simulator, 'create', { toNumber }));
		expect(error).toMatchObject({ name: 'NodeOperationError', message: `${message} [item 0]` });
		expect(await simulator.requests()).toEqual([]);
	});

	test.each<[string, object, string]>([
		[
			'half of a character in a variable',
			{ callAgentInputMode: 'json', callAgentInputJson: '{ "first_name": "\\ud83d" }' },
			'"first_name" has half of a character in it',
		],
		['no number to call from', { fromNumberId: '' }, '"From Number" is empty'],
		['another kind', { kind: 'fax' }, '"Call Type" cannot be "fax"'],
		[
			'an expression for the voice that gives nothing',
			{ aiVoiceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			'The expression in "Voice" gives nothing',
		],
		[
			'a time limit that is an empty list',
			{ timeoutMinutes: '={{ [] }}' },
			'"Call Time Limit (Minutes)" must be a whole number from 0 to 1440',
		],
		[
			'an idempotency key that is too long',
			{ additionalFields: { idempotencyKey: 'x'.repeat(256) } },
			"'Idempotency Key' has 256 characters",
		],
		[
			'JSON with a mistake',
			{ additionalFields: { agentOverrides: '{\n  "language": de\n}' } },
			'"Agent Overrides (JSON)" is not valid JSON: in line 2, column 15 there is "d" instead of a value',
		],
	])('with %s is refused before anybody is called', async (_, changes, message) => {
		const error = await errorOf(calling(simulator, 'create', changes as never));
		expect(error.message).toBe(`${message} [item 0]`);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('a call whose outcome is in doubt', () => {
	test.each<[string, Partial<PlannedAnswer>, INodeParameters]>([
		['status 500', { status: 500 }, {}],
		['reset', { hangUp: 'before-answer' }, {}],
		['with an idempotency key', { status: 500 }, { idempotencyKey: 'lead-1' }],
	])('(%s) is never placed again', async (_, fault, additionalFields) => {
		await simulator.plan({ path: '/dials', processFirst: true, ...fault });
		const execution = {
			...calling(simulator, 'create', { additionalFields }),
			runExecutionData: createRunExecutionData(),
		};
		const error = await errorOf(execution);
		expect(error.description).toMatch(/The call may still have been created/);
		expect(error.context.mayExist).toBe(true);
		const again = await errorOf(execution);
		expect(again.message).toMatch(/^An earlier try of this execution may have created this call/);
		expect(await placed()).toHaveLength(1);
	});
});

describe('as a tool of an AI agent', () => {
	const tool = { type: 'n8n-nodes-vogent.vogentTool' };

	test('a call that may exist is not placed again, though n8n counts each try as another run', async () => {
		await simulator.plan({ path: '/dials', processFirst: true, status: 500 });
		const execution = {
			...calling(simulator, 'create'),
			node: { ...tool, retryOnFail: true },
			runExecutionData: createRunExecutionData(),
		};
		await errorOf(execution);
		const again = await errorOf({ ...execution, runIndex: 1 });
		expect(again.message).toMatch(
			/^This may have been done already\. .* An earlier try of this execution may have created this call/,
		);
		expect(await placed()).toHaveLength(1);
		await runNode({
			...execution,
			runIndex: 2,
			parameters: { ...execution.parameters, toNumber: '+15550100009' },
		});
		expect(await placed()).toHaveLength(2);
	});

	test('a call is not placed again with the same fields, and the model is told', async () => {
		const execution = {
			...calling(simulator, 'create', { toNumber: '={{ $json.to }}' }),
			node: tool,
			runExecutionData: createRunExecutionData(),
		};
		const call = async (runIndex: number, to: string) => {
			const { output } = await runNode({ ...execution, runIndex, items: [{ json: { to } }] });
			return output[0]?.json;
		};
		const first = await call(0, '+15550100001');
		// A retry counts the runs anew, and the model may begin with another number.
		const second = await call(0, '+15550100002');
		const again = await call(1, '+1 (555) 010-0001');
		expect(second?.dialId).not.toBe(first?.dialId);
		expect(again).toEqual({ ...first, note: expect.stringMatching(/not created again\.$/) });
		expect(await placed()).toHaveLength(2);
	});

	test.each([
		['that are in doubt are not both sent', { status: 500, processFirst: true }],
		['that are created are one', undefined],
	])('two calls of one number at the same time %s', async (_, fault) => {
		if (fault) await simulator.plan({ path: '/dials', ...fault });
		const execution = {
			...calling(simulator, 'create'),
			node: tool,
			runExecutionData: createRunExecutionData(),
		};
		await Promise.allSettled([0, 1].map((runIndex) => runNode({ ...execution, runIndex })));
		expect(await placed()).toHaveLength(1);
	});

	test('calls at the same time are no more than the user allows', async () => {
		const shared = { node: tool, runExecutionData: createRunExecutionData() };
		const runs = ['+15550100001', '+15550100002', '+15550100003'].map((toNumber, runIndex) => {
			const call = calling(simulator, 'create', { toNumber, options: { maxCalls: 2 } });
			return runNode({ ...call, ...shared, runIndex });
		});
		await Promise.allSettled(runs);
		expect(await placed()).toHaveLength(2);
	});

	test('where n8n keeps no memory, as for an MCP server, it works, but not with Retry On Fail', async () => {
		const runExecutionData = { ...createRunExecutionData(), executionData: undefined };
		const execution = { ...calling(simulator, 'create'), node: tool, runExecutionData };
		const { output } = await runNode(execution);
		expect(output[0]?.json.dialId).toEqual(expect.any(String));
		const error = await errorOf({ ...execution, node: { ...tool, retryOnFail: true } });
		expect(error.message).toMatch(/^Turn off "Retry On Fail" in this node \[item 0\]\. Here n8n/);
		expect(await placed()).toHaveLength(1);
	});
});

test('an existing call is given whole, or simplified: what was said apart from what was done', async () => {
	const spoken = [
		{ speaker: 'AI', text: 'Hello.', startTimeMs: 0, endTimeMs: 900 },
		{ speaker: 'IVR', text: 'Press 1.', startTimeMs: 1000, endTimeMs: 1900 },
		{ speaker: 'HUMAN', text: 'Who is it?', startTimeMs: 2000, endTimeMs: 2900 },
	];
	const [hello, menu, question] = spoken.map((line) => ({ ...line, detailType: null }));
	const functionCalls = [{ name: 'Look up', args: '{}', functionCallId: 'a' }];
	const nodeTransition = { toNodeId: 'end', transitionData: {} };
	const done = { speaker: 'AI', text: '', detailType: null };
	const known = {
		status: 'completed',
		systemResultType: null,
		toNumber: '+15550100001',
		inputs: { first_name: 'Anna' },
		durationSeconds: 3,
		aiDurationSeconds: 2,
		aiResult: { node: { answer: 'yes' } },
	};
	const transcript = [
		hello,
		{ ...done, functionCalls },
		menu,
		{ ...done, text: '{"found":1}', detailType: 'function' },
		{ ...done, detailType: 'node-transition', nodeTransition },
		{ ...done, text: '  ' },
		question,
	];
	const dial = { id: 'd', ...known, agent: {}, transcript, recordings: [{ url: 'https://a' }] };
	await simulator.plan({ path: '/dials/{id}', times: 2, body: dial });
	const given = async (simplify: boolean) =>
		(await runNode(calling(simulator, 'get', { dialId: 'd', simplify }))).output[0]?.json ?? {};
	expect(await given(false)).toEqual(dial);
	expect(Object.entries(await given(true))).toEqual(
		Object.entries({
			dialId: 'd',
			...known,
			transcriptText: 'AI: Hello.\nIVR: Press 1.\nHUMAN: Who is it?',
			transcript: spoken,
			functionCalls,
			nodeTransitions: [nodeTransition],
			recordings: ['https://a'],
		}),
	);
});

describe.each(['create', 'createAndWait'])('%s: of all items', (operation) => {
	const going = { waitFor: 'callEnded', waitMinutes: 1 };
	/** Places a call for each number; where that waits, it looks at each call once a second. */
	const placing = (phones: string[], { options = {}, ...changes }: INodeParameters = {}) => ({
		...calling(simulator, operation, {
			toNumber: '={{ $json.phone }}',
			...going,
			options: { checkEverySeconds: 1, ...(options as object) },
			...changes,
		}),
		items: phones.map((phone) => ({ json: { phone } })),
		runExecutionData: createRunExecutionData(),
	});
	const two = ['+15550100001', '+15550100002'];
	const keyed = { additionalFields: { idempotencyKey: '={{ $json.phone }}' } };
	const continuing = { onError: 'continueRegularOutput' as const };

	test.each<[string, INodeParameters]>([
		['the field', { idempotencyKey: ' a ' }],
		['Other Fields', { otherFields: '{ "idempotencyKey": 7 }' }],
	])(
		'none is called where two have the same idempotency key in %s',
		async (_, additionalFields) => {
			const items = ['no number', ...two];
			const execution = placing(items, {
				additionalFields: {
					...additionalFields,
					keywords: '={{ $json.phone === "no number" ? {} : "" }}',
				},
			});
			const message =
				"Items 1 and 2 have the same 'Idempotency Key', so nobody was called [item 2]";
			expect((await errorOf(execution)).message).toBe(message);
			const { output } = await runNode({ ...execution, ...continuing });
			expect(output).toEqual(
				items.map((_, item) => ({
					json: { error: expect.stringContaining(`${message}. Use what differs`) },
					pairedItem: { item },
				})),
			);
			expect(await simulator.requests()).toEqual([]);
		},
	);

	test('an idempotency key that is in use is no second call, and nothing is waited for', async () => {
		const answer = { path: '/dials', status: 409, body: { message: 'key in use' } };
		await simulator.plan({ ...answer, times: 4 });
		const message = "Vogent already has a call with this 'Idempotency Key'";
		const error = await errorOf(placing(two.slice(1), keyed));
		expect(error).toMatchObject({ message: `${message} [item 0]`, httpCode: '409' });
		expect(error.context).toMatchObject({ alreadyPlaced: true });
		expect(error.description).toMatch(/^No second call was placed\. Vogent says: key in use /);
		const { output } = await runNode({ ...placing(two, keyed), ...continuing });
		expect(output.map(({ json }) => json)).toEqual(
			[0, 1].map((item) => ({ error: `${message} [item ${item}]`, alreadyPlaced: true })),
		);
		// n8n takes nothing that has more in it for an item of the error output.
		const onError = 'continueErrorOutput';
		const failed = await runNode({ ...placing(two.slice(1), keyed), onError });
		expect(failed.output.map(({ json }) => json)).toEqual([{ error: `${message} [item 0]` }]);
		expect((await simulator.requests()).map(({ path }) => path)).toEqual(Array(4).fill('/dials'));
	});

	test('nobody is called where there are more than the user allows', async () => {
		const many = placing(Array.from({ length: 101 }, (_, index) => `+1555010${1000 + index}`));
		expect((await errorOf(many)).message).toBe(
			'This would make 101 calls, but only 100 are allowed, so none of them was made [item 0]',
		);
		expect(await simulator.requests()).toEqual([]);
	});
});

test('to Max Calls per Execution, earlier runs of the node count, and retries do not', async () => {
	const items = ['+15550100001', '+15550100002'].map((phone) => ({ json: { phone } }));
	const execution = {
		...calling(simulator, 'create', { toNumber: '={{ $json.phone }}', options: { maxCalls: 3 } }),
		items,
		runExecutionData: createRunExecutionData(),
	};
	await runNode(execution);
	await runNode(execution);
	expect((await errorOf({ ...execution, runIndex: 1 })).message).toBe(
		'This would make 2 calls after 2 in earlier runs of this node, but only 3 are allowed, so none of them was made [item 0]',
	);
	await runNode({ ...execution, runIndex: 1, items: items.slice(1) });
	expect(await placed()).toHaveLength(3);
});

test('an idempotency key is used once in an execution, whichever run of the node has it', async () => {
	const keyed = { additionalFields: { idempotencyKey: 'a' } };
	const execution = {
		...calling(simulator, 'create', keyed),
		runExecutionData: createRunExecutionData(),
	};
	await runNode(execution);
	await runNode(execution);
	expect((await errorOf({ ...execution, runIndex: 1 })).message).toBe(
		"Item 0 has the 'Idempotency Key' of an earlier run of this node, and was not called [item 0]",
	);
	expect(await placed()).toHaveLength(1);
});

test('nobody is called again by another operation that calls', async () => {
	const execution = { ...calling(simulator, 'create'), runExecutionData: createRunExecutionData() };
	const { output } = await runNode(execution);
	await simulator.advance(120_000);
	const waiting = callParameters('createAndWait', {
		waitFor: 'callEnded',
		waitMinutes: 1,
		options: { checkEverySeconds: 1 },
	});
	const waited = await runNode({ ...execution, parameters: waiting });
	expect(waited.output[0]?.json).toMatchObject({
		dialId: output[0]?.json.dialId,
		status: 'completed',
	});
	expect(await placed()).toHaveLength(1);
});
