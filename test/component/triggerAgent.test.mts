import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { activate, deactivate, type TriggerSetUp } from './support/trigger.mts';

let simulator: Simulator;
useSimulator((started) => {
	simulator = started;
});

const inboundWebhookUrl = 'http://127.0.0.1:5678/webhook/path/webhook';

/** A trigger for the inbound calls of the first agent. */
async function setUp(parameters: INodeParameters = {}, staticData: IDataObject = {}) {
	const [agent] = await simulator.agents();
	const setup: TriggerSetUp = {
		parameters: {
			events: ['dial.inbound'],
			callAgentId: { __rl: true, mode: 'list', value: agent?.id ?? '' },
			...parameters,
		},
		credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
		staticData,
	};
	return setup;
}

/** What agents were changed to, in order. */
const changes = async () =>
	(await simulator.requests()).filter(({ method }) => method === 'PUT').map(({ json }) => json);

describe('the inbound webhook of an agent', () => {
	test('is set again whenever a workflow is activated, but not at every start of n8n', async () => {
		const setup = await setUp();
		expect(await activate(setup)).toBe(true);
		expect(await activate(setup, 'init')).toBe(false);
		expect(await activate(setup, 'leadershipChange')).toBe(false);
		expect(await changes()).toEqual([{ inboundWebhookUrl }]);
		expect(await activate(setup, 'update')).toBe(true);
		expect(await changes()).toHaveLength(2);
	});

	test('is set at the start of an n8n that has another address now', async () => {
		const setup = await setUp({ answer: 'responseNode' });
		await activate(setup);
		await activate({ ...setup, address: 'http://127.0.0.1:9999' }, 'init');
		expect(await changes()).toEqual([
			{ inboundWebhookUrl, inboundWebhookResponse: true },
			{
				inboundWebhookUrl: 'http://127.0.0.1:9999/webhook/path/webhook',
				inboundWebhookResponse: true,
			},
		]);
	});

	test('is taken back where inbound calls are no longer wanted', async () => {
		const setup = await setUp();
		await activate(setup);
		await activate({ ...setup, parameters: { events: ['dial.updated'] } });
		expect(await changes()).toEqual([{ inboundWebhookUrl }, { inboundWebhookUrl: '' }]);
		await deactivate(setup);
		expect(await changes()).toHaveLength(2);
	});

	test('of an agent that is gone needs nothing', async () => {
		const setup = await setUp();
		await activate(setup);
		await simulator.plan({ method: 'PUT', path: '/agents/{id}', status: 404, body: '{}' });
		await expect(deactivate(setup)).resolves.toBeUndefined();
		await deactivate(setup);
		expect(await changes()).toHaveLength(2);
	});

	test('that could not be taken back is tried again', async () => {
		const setup = await setUp();
		await activate(setup);
		await simulator.plan({
			method: 'PUT',
			path: '/agents/{id}',
			status: 422,
			body: '{"message":"Not now"}',
		});
		await expect(deactivate(setup)).rejects.toThrow(/could not be taken back: Not now/);
		await deactivate(setup);
		expect(await changes()).toHaveLength(3);
	});

	test('that could not be set is an error without HTML of the service', async () => {
		const body = '{"message":"<img src=x> ECONNRESET"}';
		await simulator.plan({ method: 'PUT', path: '/agents/{id}', status: 422, body });
		await expect(activate(await setUp())).rejects.toThrow(/: ‹img src=x› system error$/);
	});
});

test('an address that Vogent cannot reach is refused, naming the setting', async () => {
	const setup = await setUp();
	const credential = { apiKey: 'key', baseUrl: 'https://api.vogent.ai/api' };
	await expect(activate({ ...setup, credential })).rejects.toThrow(
		/Vogent cannot reach this n8n at http:\/\/127\.0\.0\.1:5678\/.*WEBHOOK_URL/,
	);
});
