import { describe, expect, test } from '@jest/globals';
import { createRunExecutionData } from 'n8n-workflow';

import type { PlannedAnswer, Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, type Execution } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';
import { idOf, operating, seeded, sentTo } from './support/operate.mts';

/** What is deleted is gone, however often and with whatever luck that is asked for. */
let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));

const path = '/functions/{id}';

function deleting(functionId = seeded.function): Execution {
	return {
		...operating(simulator, ['function', 'delete'], { functionId }),
		runExecutionData: createRunExecutionData(),
	};
}

const asks = async () => (await sentTo(simulator, 'DELETE')).length;

/** Makes functions, and gives an item with the ID of each. */
async function functions(count: number): Promise<Array<{ json: { id: string } }>> {
	const { output } = await runNode({
		...operating(simulator, ['function', 'create'], { name: 'f', description: 'd' }),
		items: Array.from({ length: count }, () => ({ json: {} })),
	});
	return output.map(({ json }) => ({ json: { id: idOf(json) } }));
}

const ofItem = (): Execution => deleting('={{ $json.id }}');

describe('deleting', () => {
	test('as a tool, what is gone stays gone, and another thing is deleted, whatever n8n calls its run', async () => {
		const items = await functions(2);
		const execution = { ...ofItem(), node: { type: 'n8n-nodes-vogent.vogentTool' } };
		const [first = { json: {} }, second = { json: {} }] = items;
		for (const item of [first, second, first]) {
			const { output } = await runNode({ ...execution, items: [item] });
			expect(output[0]?.json).toEqual({ deleted: true });
		}
		expect(await asks()).toBe(2);
	});

	test('what was never there is an error', async () => {
		const error = await errorOf(deleting(known.agent));
		expect(error.httpCode).toBe('404');
		expect(await asks()).toBe(1);
	});

	test.each([
		['no more than that it is done', { status: 204 }],
		['something else', { body: { ok: 1 } }],
	])('takes it as done where the service answers %s', async (_, answer) => {
		await simulator.plan({ path, ...answer });
		expect((await runNode(deleting())).output[0]?.json).toEqual({ deleted: true });
	});

	test('does not take a page for an answer of the service', async () => {
		await simulator.plan({ path, body: '<html><title>Sign in</title></html>' });
		expect((await errorOf(deleting())).message).toBe(
			"Vogent's answer could not be read: it is not JSON [item 0]",
		);
	});
});

describe('where the answer is lost', () => {
	const lost: Array<[string, Partial<PlannedAnswer>]> = [
		['the connection', { hangUp: 'before-answer' }],
		['a status 500', { status: 500 }],
	];

	test.each(lost)('(%s) it is sent again, and what is gone is deleted', async (_, fault) => {
		await simulator.plan({ path, processFirst: true, ...fault });
		expect((await runNode(deleting())).output[0]?.json).toEqual({ deleted: true });
		expect((await sentTo(simulator, 'DELETE')).map(({ status }) => status).at(-1)).toBe(404);
		expect(await asks()).toBe(2);
	});

	test('for good, the next try of Retry On Fail finds it gone, which is no error', async () => {
		await simulator.plan({ path, times: 3, processFirst: true, status: 500 });
		const execution = deleting();
		expect((await errorOf(execution)).httpCode).toBe('500');
		expect((await runNode(execution)).output[0]?.json).toEqual({ deleted: true });
		expect(await asks()).toBe(4);
	});

	test('another execution knows nothing of it', async () => {
		await simulator.plan({ path, times: 3, processFirst: true, status: 500 });
		await errorOf(deleting());
		expect((await errorOf(deleting())).httpCode).toBe('404');
	});

	test('an ID that was changed meanwhile is another thing', async () => {
		await simulator.plan({ path, times: 3, status: 500 });
		const execution = deleting();
		await errorOf(execution);
		const changed = { ...execution, parameters: { ...execution.parameters, functionId: 'other' } };
		expect((await errorOf(changed)).httpCode).toBe('404');
	});
});

test('a try that was refused with 429 has deleted nothing', async () => {
	await simulator.plan({ path, status: 429, headers: { 'retry-after': '0' } });
	expect((await errorOf(deleting(known.agent))).httpCode).toBe('404');
	expect(await asks()).toBe(2);
});

test('with Retry On Fail, what is deleted already is not asked for again', async () => {
	const items = await functions(3);
	const execution = { ...ofItem(), items };
	await simulator.plan({ method: 'DELETE', path, skip: 2, status: 422 });
	expect((await errorOf(execution)).message).toMatch(/\[item 2\]$/);
	const { output, hints } = await runNode(execution);
	expect(output).toEqual(
		[0, 1, 2].map((item) => ({ json: { deleted: true }, pairedItem: { item } })),
	);
	expect(hints[0]?.message).toMatch(/^Done by an earlier try of this execution/);
	expect(await asks()).toBe(4);
});
