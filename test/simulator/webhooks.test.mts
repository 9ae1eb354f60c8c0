import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { useService } from '../support/service.mts';
import type { Received } from '../support/service.mts';
import { placeCall } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));
const service = useService();

const place = async (webhookUrl: string | null) => await placeCall(simulator, { webhookUrl });

const signature = ({ body }: Received) => createHmac('sha256', 'sécret').update(body).digest('hex');

describe('the events of a call', () => {
	test('go to its address, as the reference writes them', async () => {
		const { baseUrl: url, requests } = service;
		const { dialId, sessionId } = await place(`${url}/own?a=1`);
		await place(null);
		await simulator.advance(2000);
		const session = { dial_session_id: sessionId, dial_id: dialId };
		expect(requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
			{ event: 'dial.created', payload: session },
			{ event: 'dial.updated', payload: { ...session, status: 'ringing' } },
			{ event: 'dial.updated', payload: { ...session, status: 'in-progress' } },
		]);
		expect(requests[0]?.url).toBe('/api/own?a=1');
		expect(requests[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
		expect(requests[0]?.headers).not.toHaveProperty('x-elto-signature');
	});

	test('are signed over the bytes that are sent, when there is a secret', async () => {
		const { baseUrl: url, requests } = service;
		await simulator.settings({ webhookSecret: 'sécret' });
		await place(url);
		const deliveries = await simulator.advance(60_000);
		expect(deliveries.map((delivery) => delivery.signature)).toEqual(requests.map(signature));
		for (const one of requests) expect(one.headers['x-elto-signature']).toBe(signature(one));
	});
});

test('anything can be delivered many times and several at once', async () => {
	let underWay = 0;
	let most = 0;
	const { baseUrl: url, requests } = service;
	service.onRequest = async () => {
		underWay += 1;
		most = Math.max(most, underWay);
		await new Promise((resolve) => setTimeout(resolve, 20));
		underWay -= 1;
		service.answers.push({ status: 202, body: 'ok' });
	};
	const payload = { dial_id: 'd' };
	const deliveries = await simulator.deliver({
		url,
		event: 'x',
		payload,
		times: 20,
		concurrency: 5,
	});
	expect(requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
		Array(20).fill({ event: 'x', payload }),
	);
	const delivered = { event: 'x', dialId: 'd', status: 202, answer: 'ok' };
	expect(deliveries).toMatchObject(Array(20).fill(delivered));
	expect(most).toBe(5);
});
