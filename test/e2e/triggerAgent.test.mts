import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Agent, Simulator } from '../simulator/client.mts';
import { shareN8n, type RunningN8n } from './support/n8n.mts';
import { Editor, triggerNode } from './support/trigger.mts';
import { node, workflow } from './support/workflows.mts';

jest.setTimeout(240_000);

let n8n: RunningN8n;
let simulator: Simulator;
let editor: Editor;
let agent: Agent;
let other: Agent;

beforeAll(async () => {
	n8n = await shareN8n();
	({ simulator } = n8n);
	editor = new Editor(n8n);
	const [first, second] = await simulator.agents();
	if (first === undefined || second === undefined) throw new Error('There are no agents');
	[agent, other] = [first, second];
});
afterEach(async () => await simulator.reset());
afterAll(async () => await n8n.close());

const inboundWorkflow = (parameters: INodeParameters = {}) =>
	workflow('Inbound calls', [
		triggerNode(
			{
				events: ['dial.inbound'],
				answer: 'lastNode',
				callAgentId: { __rl: true, mode: 'id', value: agent.id },
				...parameters,
			},
			'vogent-credential',
		),
		node('End', 'n8n-nodes-base.noOp', {}),
	]);

/** What the agent's inbound webhook is now; empty where it was never set. */
async function hiddenOf({ id }: Agent) {
	const agent = (await simulator.agents()).find((one) => one.id === id);
	const { inboundWebhookUrl, inboundWebhookResponse } = agent ?? {};
	return { inboundWebhookUrl, inboundWebhookResponse };
}

/** The changes of agents that Vogent was asked for. */
async function changes() {
	const requests = await simulator.requests();
	return requests
		.filter(({ method }) => method === 'PUT')
		.map(({ path, json }) => ({ agent: path.replace('/agents/', ''), json }));
}

test('activating sets the webhook of the agent, deactivating takes it back', async () => {
	const running = await editor.add(inboundWorkflow());
	expect(await editor.activate(running)).toMatchObject({ isActive: true });
	const inboundWebhookUrl = `${n8n.server.url}/webhook/${running.path}`;
	expect(await hiddenOf(agent)).toEqual({ inboundWebhookUrl, inboundWebhookResponse: true });

	expect(await editor.deactivate(running)).toBeUndefined();
	expect(await hiddenOf(agent)).toEqual({ inboundWebhookUrl: '', inboundWebhookResponse: false });

	await editor.activate(running);
	expect(await hiddenOf(agent)).toEqual({ inboundWebhookUrl, inboundWebhookResponse: true });
	await editor.deactivate(running);
	expect(await changes()).toHaveLength(4);
});

test('where calls are answered at once, the agent does not wait', async () => {
	const running = await editor.add(inboundWorkflow({ answer: 'onReceived' }));
	await editor.activate(running);
	await editor.deactivate(running);
	expect(await changes()).toEqual([
		{ agent: agent.id, json: { inboundWebhookUrl: `${n8n.server.url}/webhook/${running.path}` } },
		{ agent: agent.id, json: { inboundWebhookUrl: '' } },
	]);
});

test.each([
	['no agent is chosen', { callAgentId: { __rl: true, mode: 'list', value: '' } }],
	['inbound calls are not among the events', { events: ['dial.updated'] }],
])('where %s, no agent is touched', async (_, parameters) => {
	const running = await editor.add(inboundWorkflow(parameters));
	expect(await editor.activate(running)).toMatchObject({ isActive: true });
	expect(await editor.deactivate(running)).toBeUndefined();
	expect(await changes()).toEqual([]);
});

test('listening for a test event touches no agent, before, during and after', async () => {
	const running = await editor.add(inboundWorkflow());
	await editor.activate(running);
	const set = await changes();
	expect(set).toHaveLength(1);
	await editor.listen(running);
	const [delivery] = await simulator.deliver({
		url: `${n8n.server.url}/webhook-test/${running.path}`,
		event: 'dial.inbound',
		payload: { dial_id: 'dial-1' },
	});
	expect(delivery).toMatchObject({ status: 200, answer: '{}' });
	expect(await editor.executions(running, 1)).toBe(1);
	expect(await changes()).toEqual(set);
	await editor.deactivate(running);
	expect(await hiddenOf(agent)).toMatchObject({ inboundWebhookUrl: '' });
});

test('another agent, chosen while the workflow is active, takes the place of the first', async () => {
	const running = await editor.add(inboundWorkflow());
	await editor.activate(running);
	await editor.change(running, (trigger) => ({
		...trigger,
		parameters: { ...trigger.parameters, callAgentId: { __rl: true, mode: 'id', value: other.id } },
	}));
	await editor.activate(running);
	expect(await hiddenOf(agent)).toMatchObject({ inboundWebhookUrl: '' });
	expect(await hiddenOf(other)).toMatchObject({
		inboundWebhookUrl: expect.stringMatching('/webhook/'),
	});
	await editor.deactivate(running);
	expect(await hiddenOf(other)).toMatchObject({ inboundWebhookUrl: '' });
});

test('a workflow whose agent does not exist is not activated, and the editor says why', async () => {
	const running = await editor.add(
		inboundWorkflow({ callAgentId: { __rl: true, mode: 'id', value: ' nobody ' } }),
	);
	const { isActive, error } = await editor.activate(running);
	expect(isActive).toBe(false);
	expect(error).toMatch(/^The inbound webhook of agent nobody could not be set[.:] /);
});

test('an agent that cannot be taken back is named in a warning', async () => {
	const running = await editor.add(inboundWorkflow());
	await editor.activate(running);
	await simulator.plan({
		method: 'PUT',
		path: '/agents/{id}',
		status: 422,
		body: '{"message":"Not now"}',
		times: 20,
	});
	expect(await editor.deactivate(running)).toContain(
		`The inbound webhook of agent ${agent.id} could not be taken back: Not now`,
	);
});
