import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { placeCall } from './calls.mts';
import type { OddDelivery, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { startListener } from './listener.mts';
import type { Heard, Listener } from './listener.mts';

let simulator: Simulator;
const listeners: Listener[] = [];

useSimulator((started) => (simulator = started));
afterEach(async () => {
	for (const listener of listeners.splice(0)) await listener.stop();
});

async function listenFor(
	answer?: (heard: Heard, response: ServerResponse) => unknown,
): Promise<Listener> {
	const listener = await startListener(answer);
	listeners.push(listener);
	return listener;
}

const place = async (webhookUrl: string | null) => await placeCall(simulator, { webhookUrl });

const signature = ({ body }: Heard) => createHmac('sha256', 'sécret').update(body).digest('hex');

describe('the events of a call', () => {
	test('go to its address, as the reference writes them', async () => {
		const { url, heard } = await listenFor();
		const { dialId, sessionId } = await place(`${url}/own?a=1`);
		await place(null);
		await simulator.advance(2000);
		const session = { dial_session_id: sessionId, dial_id: dialId };
		expect(heard.map(({ json }) => json)).toEqual([
			{ event: 'dial.created', payload: session },
			{ event: 'dial.updated', payload: { ...session, status: 'ringing' } },
			{ event: 'dial.updated', payload: { ...session, status: 'in-progress' } },
		]);
		expect(heard[0]?.path).toBe('/own?a=1');
		expect(heard[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
		expect(heard[0]?.headers).not.toHaveProperty('x-elto-signature');
	});

	test('are signed over the bytes that are sent, when there is a secret', async () => {
		const { url, heard } = await listenFor();
		await simulator.settings({ webhookSecret: 'sécret' });
		await place(url);
		const deliveries = await simulator.advance(60_000);
		expect(deliveries.map((delivery) => delivery.signature)).toEqual(heard.map(signature));
		for (const one of heard) expect(one.headers['x-elto-signature']).toBe(signature(one));
	});

	test('are sent once, one after the other, and recorded with what came back', async () => {
		const gone = await startListener();
		await gone.stop();
		const { url, heard } = await listenFor((_, response) => response.writeHead(500).end('no'));
		const { dialId } = await place(url);
		await place(gone.url);
		await simulator.advance(0);
		const deliveries = await simulator.deliveries();
		expect(deliveries.map((delivery) => [delivery.url, delivery.event])).toEqual([
			[url, 'dial.created'],
			[url, 'dial.updated'],
			[gone.url, 'dial.created'],
			[gone.url, 'dial.updated'],
		]);
		expect(deliveries[0]).toEqual({
			url,
			event: 'dial.created',
			dialId,
			body: heard[0]?.body.toString(),
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
		const { url, heard } = await listenFor(() => undefined);
		await place(url);
		const advanced = simulator.advance(60_000);
		while (heard.length === 0) await simulator.calls();
		expect(await simulator.deliveries()).toMatchObject([{ status: null, ms: null, error: null }]);
		await simulator.reset();
		expect(await advanced).toMatchObject([{ status: null, error: expect.any(String) as unknown }]);
		expect(heard).toHaveLength(1);
	});
});

describe('anything can be delivered', () => {
	test.each<[OddDelivery['sign'], 'right' | 'wrong' | 'none']>([
		[undefined, 'right'],
		[false, 'none'],
		['wrong', 'wrong'],
	])('signed: %s', async (sign, wanted) => {
		const { url, heard } = await listenFor();
		await simulator.settings({ webhookSecret: 'sécret' });
		await simulator.deliver({ url, event: 'x', payload: 'ü', sign });
		const [one] = heard as [Heard];
		const header = one.headers['x-elto-signature'] ?? 'none';
		expect(
			header === signature(one) ? 'right' : header.toString().replace(/^\w{64}$/, 'wrong'),
		).toBe(wanted);
	});

	test('with any body, type and header', async () => {
		const { url, heard } = await listenFor();
		const headers = { 'x-elto-signature': 'ABC' };
		await simulator.deliver({ url, body: '{"event":', contentType: 'text/xml' });
		await simulator.deliver({ url, body: 'x'.repeat(100_000), contentType: null, headers });
		expect(heard[0]).toMatchObject({ headers: { 'content-type': 'text/xml' } });
		expect(heard[0]?.body.toString()).toBe('{"event":');
		expect(heard[1]).toMatchObject({ headers });
		expect(heard[1]?.headers).not.toHaveProperty('content-type');
		const [, second] = await simulator.deliveries();
		expect(second).toMatchObject({ event: null, signature: 'ABC', body: 'x'.repeat(20_000) });
	});

	test('many times and several at once', async () => {
		let underWay = 0;
		let most = 0;
		const { url, heard } = await listenFor((_, response) => {
			underWay += 1;
			most = Math.max(most, underWay);
			setTimeout(() => {
				underWay -= 1;
				response.writeHead(202).end('ok');
			}, 20);
		});
		const payload = { dial_id: 'd' };
		const deliveries = await simulator.deliver({
			url,
			event: 'x',
			payload,
			times: 20,
			concurrency: 5,
		});
		expect(heard.map(({ json }) => json)).toEqual(Array(20).fill({ event: 'x', payload }));
		const delivered = { event: 'x', dialId: 'd', status: 202, answer: 'ok' };
		expect(deliveries).toMatchObject(Array(20).fill(delivered));
		expect(most).toBe(5);
	});
});
