import { Socket } from 'node:net';

import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createRunExecutionData, NodeHelpers } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import { Vogent } from '../../nodes/Vogent/Vogent.node.ts';
import { callParameters, toolParameters } from '../e2e/support/calls.mts';
import { useSimulator } from '../simulator/hooks.mts';
import type { Simulator } from '../simulator/client.mts';
import {
	createContext,
	errorOf,
	runNode,
	useBinaryStore,
	type Execution,
} from './support/execution.mts';
import { limitOf, useFastClock } from './support/fastClock.mts';

let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));
useBinaryStore();
afterEach(() => {
	jest.restoreAllMocks();
});

const numbers = ['+15550100010', '+15550100011'];

function calling(parameters: INodeParameters = {}): Execution {
	return {
		credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
		parameters: callParameters(parameters),
		items: numbers.map((toNumber) => ({ json: { toNumber } })),
		runExecutionData: createRunExecutionData(),
	};
}

const asking = (seconds = 1) => ({ options: { checkEverySeconds: seconds } });

const looks = async () =>
	(await simulator.requests()).filter(({ method }) => method === 'GET').length;

async function manyLooks(count: number): Promise<void> {
	while ((await looks()) < count) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('waiting for events', () => {
	test('parks the execution, with the calls in place of the items for when the time is over', async () => {
		const execution = calling({ waitMinutes: 5 });
		const context = await createContext(execution);
		const before = Date.now();
		await new Vogent().execute.call(context);
		const until = execution.runExecutionData?.waitTill?.getTime() ?? 0;
		expect(until).toBeGreaterThanOrEqual(before + 300_000);
		expect(until).toBeLessThanOrEqual(Date.now() + 300_000);
		const calls = await simulator.calls();
		expect(calls.map(({ dial, webhookUrl }) => [dial.toNumber, webhookUrl])).toEqual(
			numbers.map((number) => [
				number,
				expect.stringMatching(/^http:\/\/127\.0\.0\.1\/webhook-waiting\/1\?signature=\w{64}$/),
			]),
		);
		expect(context.getExecuteData().data.main).toEqual([
			calls.map(({ dial, sessionId }, item) => ({
				json: { dialId: dial.id, sessionId, finished: false },
				pairedItem: { item },
			})),
		]);
	});

	test('parks where a call cannot be looked up, and looks again where a call is over without its transcript', async () => {
		await simulator.plan({ method: 'GET', path: '/dials/{id}', status: 500 });
		const unknown = calling();
		await runNode(unknown);
		expect(unknown.runExecutionData?.waitTill).toBeInstanceOf(Date);

		await simulator.settings({ clock: 'real', clockSpeed: 100_000 });
		await simulator.planCalls({ ringingMs: 0, transcriptAfterMs: 86_000_000 });
		const stop = new AbortController();
		const over = { ...calling({ waitFor: 'transcript' }), signal: stop.signal };
		const before = await looks();
		const running = runNode(over);
		await manyLooks(before + 2);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(over.runExecutionData?.waitTill).toBeUndefined();
		stop.abort();
		await running;
	});

	test('does not park where all has failed, or is over', async () => {
		const failing = { ...calling(), onError: 'continueRegularOutput' as const };
		await simulator.plan({ path: '/dials', times: 2, status: 422, body: 'no' });
		const { output } = await runNode(failing);
		expect(output.map(({ json }) => json)).toEqual([
			{ error: 'no [item 0]' },
			{ error: 'no [item 1]' },
		]);
		expect(failing.runExecutionData?.waitTill).toBeUndefined();

		await simulator.settings({ clock: 'real', clockSpeed: 100_000 });
		const over = calling({ waitFor: 'recording' });
		await simulator.planCalls({ ringingMs: 0, outcome: 'canceled' });
		const { output: calls } = await runNode(over);
		expect(calls.map(({ json }) => json.status)).toEqual(['canceled', 'canceled']);
		expect(over.runExecutionData?.waitTill).toBeUndefined();
	});
});

describe('where the events of a call go elsewhere', () => {
	/** Runs the node until it has looked at both calls, and gives the hints and whether it has parked. */
	async function looking(execution: Execution) {
		const stop = new AbortController();
		const before = await looks();
		const running = runNode({ ...execution, signal: stop.signal });
		await manyLooks(before + 2);
		stop.abort();
		const { hints } = await running;
		return {
			hints: hints.map(({ message }) => message),
			isParked: execution.runExecutionData?.waitTill !== undefined,
		};
	}

	const elsewhere = (items: string) =>
		`The events of some calls go to another address, so all calls are checked every 30 seconds (${items})`;

	test.each(['createAndWait', 'create'])(
		'after %s and Retry, all calls are checked',
		async (operation) => {
			const first = calling({ operation });
			await simulator.plan({ path: '/dials', delayMs: 0 });
			await simulator.plan({ path: '/dials', status: 422, body: 'no' });
			await expect(runNode(first)).rejects.toThrow('no [item 1]');
			// n8n retries in another execution, which has what the node remembers.
			const retry = calling();
			const { executionData } = retry.runExecutionData ?? {};
			if (executionData === undefined) throw new Error('There is no execution.');
			executionData.contextData = first.runExecutionData?.executionData?.contextData ?? {};
			const { hints, isParked } = await looking(retry);
			expect(isParked).toBe(false);
			expect(hints).toContain(elsewhere('item 0'));
			expect(await simulator.calls()).toHaveLength(2);
		},
	);

	test('with an address that the user gives, all calls are checked', async () => {
		const additionalFields = { otherFields: '{ "webhookUrl": "https://example.com/" }' };
		const { hints, isParked } = await looking(calling({ additionalFields }));
		expect(isParked).toBe(false);
		expect(hints).toEqual([elsewhere('item 0; item 1')]);
		expect((await simulator.calls()).map(({ webhookUrl }) => webhookUrl)).toEqual([
			'https://example.com/',
			'https://example.com/',
		]);
	});
});

describe('with Retry On Fail and "Continue"', () => {
	test('does not park while n8n is to try the first item again, and parks on its last try', async () => {
		const execution: Execution = {
			...calling(),
			onError: 'continueRegularOutput',
			node: { retryOnFail: true, maxTries: 2 },
		};
		await simulator.plan({ path: '/dials', status: 422 });
		const first = await runNode(execution);
		expect(first.output.map(({ json }) => typeof json.error)).toEqual(['string', 'undefined']);
		expect(execution.runExecutionData?.waitTill).toBeUndefined();
		await runNode(execution);
		expect(execution.runExecutionData?.waitTill).toBeInstanceOf(Date);
		const rung = (await simulator.calls()).map(({ dial }) => dial.toNumber);
		expect([...rung].sort()).toEqual(numbers);
	});
});

describe('with Check Every', () => {
	test('asks until what is chosen is there, and survives questions that fail', async () => {
		const execution = calling({ ...asking(), waitFor: 'transcript', simplify: false });
		await simulator.plan({ method: 'GET', path: '/dials/{id}', times: 3, status: 500 });
		const running = runNode(execution);
		await manyLooks(4);
		await simulator.advance(22_000);
		const seen = await looks();
		await manyLooks(seen + 4);
		await simulator.advance(60_000);
		const { output } = await running;
		const calls = await simulator.calls();
		expect(calls.map(({ webhookUrl }) => webhookUrl)).toEqual([null, null]);
		expect(output).toEqual(calls.map(({ dial }, item) => ({ json: dial, pairedItem: { item } })));
	});

	test('waits for the transcript of a call that broke off', async () => {
		await simulator.planCalls({ outcome: 'failed', talkingMs: 5000, transcriptAfterMs: 30_000 });
		const running = runNode(calling({ ...asking(), waitFor: 'transcript' }));
		await manyLooks(2);
		await simulator.advance(20_000);
		expect((await simulator.calls()).map(({ dial }) => dial.status)).toEqual(['failed', 'failed']);
		await manyLooks((await looks()) + 4);
		await simulator.advance(60_000);
		const { output } = await running;
		expect(output.map(({ json }) => json)).toEqual(
			(await simulator.calls()).map(({ dial }) =>
				expect.objectContaining({
					dialId: dial.id,
					transcriptText: expect.stringMatching(/^AI: /),
				}),
			),
		);
	});

	test('goes on when the time is over, however long a look takes, with what was seen by then', async () => {
		await simulator.planCalls({ toNumber: numbers[1], talkingMs: 600_000 });
		const limit = limitOf(1);
		const running = runNode(calling({ ...asking(), waitMinutes: 1, simplify: false }));
		await manyLooks(2);
		await simulator.advance(60_000);
		await manyLooks(4);
		await simulator.plan({ method: 'GET', path: '/dials/{id}', times: 9, delayMs: 2000 });
		await manyLooks(6);
		const limitAt = Date.now();
		limit.abort();
		const { output } = await running;
		expect(Date.now() - limitAt).toBeLessThan(1000);
		const [over, talking] = await simulator.calls();
		expect(output).toEqual([
			{ json: over?.dial, pairedItem: { item: 0 } },
			{
				json: { dialId: talking?.dial.id, sessionId: talking?.sessionId, finished: false },
				pairedItem: { item: 1 },
			},
		]);
	});
});

describe('where the service cannot reach this n8n', () => {
	const unreachable = () => ({
		...calling(),
		credential: { apiKey: simulator.apiKey, baseUrl: 'https://api.vogent.invalid/api' },
	});

	test('nobody is called, and the error names the setting', async () => {
		const connecting = jest.spyOn(Socket.prototype, 'connect');
		const error = await errorOf(unreachable());
		expect(error.message).toBe(
			'Vogent cannot reach this n8n at http://127.0.0.1, so nobody was called [item 0]',
		);
		expect(error.description).toContain('WEBHOOK_URL');
		expect(error.description).toContain('Check Every (Seconds)');
		expect(connecting).not.toHaveBeenCalled();
		await runNode({ ...calling(), items: [{ json: { toNumber: numbers[0] } }] });
		expect(connecting).toHaveBeenCalled();
	});

	test('with "Continue", every item says so', async () => {
		const execution = { ...unreachable(), onError: 'continueRegularOutput' as const };
		const connecting = jest.spyOn(Socket.prototype, 'connect');
		const { output } = await runNode(execution);
		expect(output.map(({ json }) => json.error)).toEqual(
			[0, 1].map((item) => expect.stringMatching(`so nobody was called \\[item ${item}\\]$`)),
		);
		expect(connecting).not.toHaveBeenCalled();
		expect(execution.runExecutionData?.waitTill).toBeUndefined();
	});

	test('it can be asked all the same', async () => {
		const { description } = await errorOf({
			...unreachable(),
			parameters: callParameters(asking()),
		});
		expect(description).toContain('https://api.vogent.invalid/api/dials');
	});
});

describe('as a tool of an AI agent', () => {
	const asTool = (parameters: INodeParameters): Execution => ({
		...calling(),
		parameters: { ...toolParameters(), ...parameters },
		items: [{ json: { toNumber: numbers[0] } }],
		node: { type: 'n8n-nodes-vogent.vogentTool' },
	});

	test.each<[string, INodeParameters, string[]]>([
		['what most need', { output: '' }, ['dialId', 'status', 'transcriptText']],
		['all', { output: 'raw' }, ['id', 'status', 'agent', 'transcript']],
		[
			'the fields that the user has chosen',
			{ output: 'selectedFields', outputFields: 'transcriptText, agent, other' },
			['dialId', 'transcriptText', 'agent', 'other'],
		],
	])('looks until the transcript is there, and gives %s (%j)', async (_, output, fields) => {
		const running = runNode(asTool({ waitFor: 'transcript', waitMinutes: 10, ...output }));
		await manyLooks(1);
		await simulator.advance(60_000);
		const [item] = (await running).output;
		const [call] = await simulator.calls();
		expect(call?.webhookUrl).toBeNull();
		const transcriptText = expect.stringMatching(/^AI: .+\nHUMAN: /);
		const all = { ...call?.dial, dialId: call?.dial.id, transcriptText, other: null };
		const expected = Object.entries(all).filter(([name]) => fields.includes(name));
		expect(item?.json).toMatchObject(Object.fromEntries(expected));
		expect(Object.keys(item?.json ?? {})).toEqual(expect.arrayContaining(fields));
		expect('agent' in (item?.json ?? {})).toBe(fields.includes('agent'));
		expect('aiResult' in (item?.json ?? {})).toBe(output.output !== 'selectedFields');
	});

	test('says what to do when its time is over', async () => {
		const limit = limitOf(10);
		const running = runNode(asTool({ waitFor: 'callEnded', waitMinutes: 10 }));
		await manyLooks(1);
		limit.abort();
		const { output } = await running;
		const [call] = await simulator.calls();
		expect(output.map(({ json }) => json)).toEqual([
			{
				dialId: call?.dial.id,
				sessionId: call?.sessionId,
				finished: false,
				nextStep: expect.stringContaining('Do not place it again'),
			},
		]);
	});

	test('has ten minutes and the transcript as defaults', () => {
		const defaults = NodeHelpers.getNodeParameters(
			new Vogent().description.properties,
			{ resource: 'call', operation: 'createAndWait' },
			true,
			false,
			{ typeVersion: 1 },
			{ ...new Vogent().description, name: 'vogentTool' },
		);
		expect(defaults).toMatchObject({ waitFor: 'transcript', waitMinutes: 10 });
	});
});

describe('a field that cannot be used', () => {
	test.each([
		['Wait For', { waitFor: 'later' }, '"Wait For" cannot be "later"'],
		['an empty Wait For', { waitFor: '' }, '"Wait For" is empty'],
		['no wait limit', { waitMinutes: 0 }, '"Wait Limit (Minutes)" must be a whole number'],
		['half a minute', { waitMinutes: 0.5 }, '"Wait Limit (Minutes)" must be a whole number'],
		['more than a week', { waitMinutes: 10_081 }, '"Wait Limit (Minutes)" must be a whole number'],
		['an interval below 0', asking(-1), '"Check Every (Seconds)" must be a whole number'],
	])('%s: nobody is called', async (_, parameters: INodeParameters, message) => {
		const error = await errorOf(calling(parameters));
		expect(error.message).toContain(message);
		expect(await simulator.requests()).toEqual([]);
	});
});
