import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { freePort } from '../n8n/ports.mts';
import { useService } from '../support/service.mts';
import type { Received } from '../support/service.mts';
import { placeCall } from './calls.mts';
import type { OddDelivery, Simulator } from './client.mts';
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

	test('are sent once, one after the other, and recorded with what came back', async () => {
		const gone = `http://127.0.0.1:${await freePort()}`;
		const { baseUrl: url, requests, answers } = service;
		answers.push({ status: 500, body: 'no' });
		const { dialId } = await place(url);
		await place(gone);
		await simulator.advance(0);
		const deliveries = await simulator.deliveries();
		expect(deliveries.map((delivery) => [delivery.url, delivery.event])).toEqual([
			[url, 'dial.created'],
			[url, 'dial.updated'],
			[gone, 'dial.created'],
			[gone, 'dial.updated'],
		]);
		expect(deliveries[0]).toEqual({
			url,
			event: 'dial.created',
			dialId,
			body: requests[0]?.body,
			signature: null,
			status: 500,
			answer: 'no',
			ms: expect.any(Number) as unknown,
			error: null,
		});
		expect(deliveries[2]).toMatchObject({ status: null, answer: null });
		expect(deliveries[2]?.error).toContain('ECONNREFUSED');
	});

	test('that are under way are broken off by a reset', async () => {
		const { baseUrl: url, requests, answers } = service;
		answers.push({ trouble: 'silent' });
		await place(url);
		const advanced = simulator.advance(60_000);
		while (requests.length === 0) await simulator.calls();
		expect(await simulator.deliveries()).toMatchObject([{ status: null, ms: null, error: null }]);
		await simulator.reset();
		expect(await advanced).toMatchObject([{ status: null, error: expect.any(String) as unknown }]);
		expect(requests).toHaveLength(1);
	});
});

describe('anything can be delivered', () => {
	test.each<[OddDelivery['sign'], 'right' | 'wrong' | 'none']>([
		[undefined, 'right'],
		[false, 'none'],
		['wrong', 'wrong'],
	])('signed: %s', async (sign, wanted) => {
		const { baseUrl: url, requests } = service;
		await simulator.settings({ webhookSecret: 'sécret' });
		await simulator.deliver({ url, event: 'x', payload: 'ü', sign });
		const [one] = requests as [Received];
		const header = one.headers['x-elto-signature'] ?? 'none';
		expect(
			header === signature(one) ? 'right' : header.toString().replace(/^\w{64}$/, 'wrong'),
		).toBe(wanted);
	});

	test('with any body, type and header', async () => {
		const { baseUrl: url, requests } = service;
		const headers = { 'x-elto-signature': 'ABC' };
		await simulator.deliver({ url, body: '{"event":', contentType: 'text/xml' });
		await simulator.deliver({ url, body: 'x'.repeat(100_000), contentType: null, headers });
		expect(requests[0]).toMatchObject({ headers: { 'content-type': 'text/xml' } });
		expect(requests[0]?.body).toBe('{"event":');
		expect(requests[1]).toMatchObject({ headers });
		expect(requests[1]?.headers).not.toHaveProperty('content-type');
		const [, second] = await simulator.deliveries();
		expect(second).toMatchObject({ event: null, signature: 'ABC', body: 'x'.repeat(20_000) });
	});

	test('many times and several at once', async () => {
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
});
