import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

import type { N8nServer } from '../n8n/server.mts';
import { callNode, callWorkflow, people } from './support/calls.mts';
import { ownN8n } from './support/n8n.mts';
import { Editor, triggerNode } from './support/trigger.mts';
import { until } from './support/until.mts';
import { endedEvent, eventAddress, openCallCenter, type CallCenter } from './support/waiting.mts';
import { sink, workflow } from './support/workflows.mts';

jest.setTimeout(240_000);

const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
const four = people('Anna', 'Bea', 'Cid', 'Dora');
const numbers = four.map(({ toNumber }) => toNumber);
const operations = ['create', 'createAndWait'] as const;

let center: CallCenter<N8nServer>;

beforeAll(async () => {
	center = await openCallCenter(await ownN8n(), [
		...operations.map((operation) => callWorkflow(operation, callNode({ operation }, retry))),
		callWorkflow(
			'asking',
			callNode({ waitFor: 'transcript', simplify: false, options: { checkEverySeconds: 1 } }),
		),
		callWorkflow('patient', callNode({ options: { checkEverySeconds: 3600 } })),
	]);
});
beforeEach(async () => await center.simulator.reset());
afterAll(async () => await center.close());

const called = async () => (await center.simulator.calls()).map(({ dial }) => dial.toNumber);

const placed = async () =>
	(await center.simulator.requests())
		.filter(({ method, path }) => method === 'POST' && path === '/dials')
		.map(({ json }) => (json as { toNumber: string }).toNumber);

/** Starts a workflow for all four, and waits until it is over or parked. */
async function callAll(workflowId: string) {
	await center.call(workflowId, four);
	return await until(`the end of ${workflowId}`, async () => {
		const execution = await center.now(workflowId);
		return execution.status === 'running' ? undefined : execution;
	});
}

describe.each(operations)('with Retry On Fail, %s calls nobody twice', (operation) => {
	test('when the third of four calls fails once', async () => {
		const { simulator } = center;
		await simulator.planCalls({ events: [] });
		await simulator.plan({ path: '/dials', skip: 2, status: 422, body: { message: 'Not now' } });
		let execution = await callAll(operation);
		expect(await placed()).toEqual([...numbers.slice(0, 3), ...numbers.slice(2)]);
		expect(await called()).toEqual(numbers);
		if (operation === 'createAndWait') {
			expect(execution.status).toBe('waiting');
			await simulator.advance(60_000);
			await simulator.deliver(endedEvent(await eventAddress(simulator)));
			execution = await center.ended(operation);
		}
		expect(execution.status).toBe('success');
		const ids = (await simulator.calls()).map(({ dial }) => dial.id);
		expect(execution.output('After')[0]?.map(({ json }) => [json.name, json.call])).toEqual(
			four.map(({ name }, index) => [name, ids[index]]),
		);
	});

	test('when nobody knows whether the third was called', async () => {
		const { simulator } = center;
		await simulator.plan({ path: '/dials', skip: 2, status: 500, processFirst: true });
		const execution = await callAll(operation);
		expect(await placed()).toEqual(numbers.slice(0, 3));
		expect(await called()).toEqual(numbers.slice(0, 3));
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toBe(
			'An earlier try of this execution may have created this call, so it was not sent again [item 2]',
		);
		for (const { dial } of (await simulator.calls()).slice(0, 2)) {
			expect(execution.error?.description).toContain(`${dial.toNumber} (${dial.id})`);
		}
	});
});

describe('with Check Every', () => {
	test('the running execution asks until all is there, and gives no address to the service', async () => {
		const { simulator } = center;
		await center.call('asking', four.slice(0, 2));
		await until('two calls', async () => ((await called()).length === 2 ? true : undefined));
		await simulator.advance(22_000);
		const looks = async () =>
			(await simulator.requests()).filter(({ method }) => method === 'GET').length;
		const seen = await looks();
		await until('two more looks', async () => ((await looks()) >= seen + 4 ? true : undefined));
		await simulator.advance(60_000);
		const execution = await center.ended('asking');
		const calls = await simulator.calls();
		expect(calls.map(({ webhookUrl }) => webhookUrl)).toEqual([null, null]);
		expect(execution.output('Vogent')[0]).toEqual(
			calls.map(({ dial }, item) => ({ json: dial, pairedItem: { item } })),
		);
	});

	test('stopping the execution ends it at once', async () => {
		const id = await center.call('patient', four.slice(0, 1));
		await until('a look', async () =>
			(await center.simulator.requests()).find(({ method }) => method === 'GET'),
		);
		const stoppedAt = Date.now();
		await center.session.post(`/rest/executions/${id}/stop`, {});
		expect((await center.ended('patient')).status).toBe('canceled');
		expect(Date.now() - stoppedAt).toBeLessThan(5000);
		const requests = (await center.simulator.requests()).length;
		await new Promise((resolve) => setTimeout(resolve, 1000));
		expect(await center.simulator.requests()).toHaveLength(requests);
	});
});

test('a parked execution that was stopped does not go on', async () => {
	const { simulator, session } = center;
	const { id } = await center.park('createAndWait', four.slice(0, 1));
	await session.post(`/rest/executions/${id}/stop`, {});
	expect((await center.ended('createAndWait')).status).toBe('canceled');
	await simulator.advance(60_000);
	const deliveries = await simulator.deliver(endedEvent(await eventAddress(simulator)));
	expect(deliveries.map(({ status }) => status)).not.toContain(200);
	const execution = await center.ended('createAndWait');
	expect([execution.status, execution.runs('After')]).toEqual(['canceled', []]);
});

describe('a restart of n8n', () => {
	test('does not disturb what is parked, nor an agent whose calls are answered, however n8n ended', async () => {
		const { simulator, home } = center;
		const editor = new Editor(center);
		const [agent] = await simulator.agents();
		const callAgentId = { __rl: true, mode: 'id', value: agent?.id ?? '' };
		const answering = triggerNode({ events: ['dial.inbound'], callAgentId }, 'vogent-credential');
		const running = await editor.add(workflow('Inbound calls', [answering, sink('End')]));
		expect(await editor.activate(running)).toMatchObject({ isActive: true });
		const changes = async () =>
			(await simulator.requests()).filter(({ method }) => method === 'PUT').length;
		expect(await changes()).toBe(1);

		await simulator.planCalls({ events: ['dial.updated'] });
		const port = Number(new URL(center.server.url).port);
		await center.park('createAndWait', four.slice(0, 2));
		await center.server.stop();
		center.server = await home.start({ port });
		await simulator.advance(10_000);
		expect((await center.now('createAndWait')).status).toBe('waiting');
		expect(await changes()).toBe(1);
		const url = `${center.server.url}/webhook/${running.path}`;
		const payload = { dial_id: 'dial-1' };
		const [delivery] = await simulator.deliver({ url, event: 'dial.inbound', payload });
		expect(delivery).toMatchObject({ status: 200 });
		await editor.deactivate(running);

		await center.server.kill();
		// Others may see it under another address: what was told to the service before still leads there.
		center.server = await home.start({ port, webhookUrl: 'https://n8n.example.com/flows/' });
		await simulator.advance(60_000);
		const execution = await center.ended('createAndWait');
		expect(execution.status).toBe('success');
		const ids = (await simulator.calls()).map(({ dial }) => dial.id);
		expect(execution.output('After')[0]?.map(({ json }) => [json.name, json.call])).toEqual([
			['Anna', ids[0]],
			['Bea', ids[1]],
		]);
		expect(await called()).toEqual(numbers.slice(0, 2));
	});

	test('with WEBHOOK_URL, the service is told that address', async () => {
		const { id } = await center.park('createAndWait', four.slice(0, 1));
		const [call] = await center.simulator.calls();
		expect(call?.webhookUrl).toMatch(`https://n8n.example.com/flows/webhook-waiting/${id}`);
	});
});
