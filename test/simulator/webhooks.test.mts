import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { placeCall } from './calls.mts';
import type { OddDelivery, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import type { Heard, Listener } from './webhooks/listener.mts';
import { startListener } from './webhooks/listener.mts';

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

const place = (webhookUrl: string | null) => placeCall(simulator, { webhookUrl });

const signature = ({ body }: Heard, secret: string) =>
	createHmac('sha256', secret).update(body).digest('hex');

describe('the events of a call', () => {
	test('go to its own address and to that of the account, as the reference writes them', async () => {
		const [own, account] = [await listenFor(), await listenFor()];
		await simulator.settings({ webhookUrl: `${account.url}/all` });
		const { dialId, sessionId } = await place(`${own.url}/own?a=1`);
		await simulator.advance(2000);
		for (const [listener, path] of [
			[own, '/own?a=1'],
			[account, '/all'],
		] as const) {
			const session = { dial_session_id: sessionId, dial_id: dialId };
			expect(listener.heard.map(({ json }) => json)).toEqual([
				{ event: 'dial.created', payload: session },
				{ event: 'dial.updated', payload: { ...session, status: 'ringing' } },
				{ event: 'dial.updated', payload: { ...session, status: 'in-progress' } },
			]);
			expect(listener.heard[0]?.path).toBe(path);
			expect(listener.heard[0]?.headers['content-type']).toBe('application/json');
			expect(listener.heard[0]?.headers).not.toHaveProperty('x-elto-signature');
		}
	});

	test('go once to an address that is both', async () => {
		const { url, heard } = await listenFor();
		await simulator.settings({ webhookUrl: url });
		await place(url);
		await simulator.advance(0);
		expect(heard).toHaveLength(2);
	});

	test('go nowhere without an address', async () => {
		await place(null);
		expect(await simulator.advance(60_000)).toEqual([]);
	});

	test('are signed over the bytes that are sent, when there is a secret', async () => {
		const { url, heard } = await listenFor();
		await simulator.settings({ webhookSecret: 'sécret' });
		await place(url);
		await simulator.advance(60_000);
		expect(heard).toHaveLength(7);
		for (const one of heard) {
			expect(one.headers['x-elto-signature']).toBe(signature(one, 'sécret'));
		}
		const deliveries = await simulator.deliveries();
		expect(deliveries.map((delivery) => delivery.signature)).toEqual(
			heard.map(({ headers }) => headers['x-elto-signature']),
		);
	});

	test('are sent once, and recorded with what came back', async () => {
		const gone = await startListener();
		await gone.stop();
		const { url, heard } = await listenFor(({ json }, response) => {
			response.writeHead(json.event === 'dial.created' ? 500 : 404).end('no');
		});
		await simulator.settings({ webhookUrl: gone.url });
		const { dialId } = await place(url);
		await simulator.advance(0);
		await simulator.advance(1000);
		expect(heard).toHaveLength(2);
		const deliveries = await simulator.deliveries();
		expect(deliveries).toHaveLength(4);
		expect(deliveries[0]).toEqual({
			url,
			event: 'dial.created',
			dialId,
			body: heard[0]?.body.toString(),
			bytes: heard[0]?.body.length,
			signature: null,
			status: 500,
			answer: 'no',
			ms: expect.any(Number) as unknown,
			error: null,
		});
		expect(deliveries[1]).toMatchObject({ url: gone.url, status: null, answer: null });
		expect(deliveries[1]?.error).toContain('ECONNREFUSED');
		expect(deliveries[2]).toMatchObject({ url, event: 'dial.updated', status: 404 });
	});

	test('are waited for one after the other while the clock is advanced', async () => {
		let underWay = 0;
		let most = 0;
		const { url } = await listenFor(async (_, response) => {
			underWay += 1;
			most = Math.max(most, underWay);
			await wait(30);
			underWay -= 1;
			response.end();
		});
		await place(url);
		await place(url);
		const deliveries = await simulator.advance(60_000);
		expect(deliveries).toHaveLength(14);
		expect(deliveries.every(({ ms }) => ms !== null && ms >= 29)).toBe(true);
		expect(most).toBe(1);
	});

	test('that are under way are broken off by a reset', async () => {
		const { url, heard } = await listenFor(() => undefined);
		await place(url);
		const advanced = simulator.advance(60_000);
		while (heard.length === 0) await wait(10);
		expect(await simulator.deliveries()).toMatchObject([{ status: null, ms: null, error: null }]);
		await simulator.reset();
		expect(await advanced).toMatchObject([{ status: null, error: expect.any(String) as unknown }]);
		expect(heard).toHaveLength(1);
	});
});

describe('anything can be delivered', () => {
	test('as an event, doubled', async () => {
		const { url, heard } = await listenFor((_, response) => response.writeHead(202).end('ok'));
		const payload = { dial_id: 'd', status: 'completed' };
		const deliveries = await simulator.deliver({ url, event: 'dial.updated', payload, times: 2 });
		expect(heard.map(({ json }) => json)).toEqual([
			{ event: 'dial.updated', payload },
			{ event: 'dial.updated', payload },
		]);
		expect(deliveries).toMatchObject([
			{ event: 'dial.updated', dialId: 'd', status: 202, answer: 'ok' },
			{ event: 'dial.updated', dialId: 'd', status: 202, answer: 'ok' },
		]);
		expect(await simulator.deliveries()).toEqual(deliveries);
	});

	test.each<[OddDelivery['sign'], string | undefined]>([
		[undefined, 'right'],
		[true, 'right'],
		[false, undefined],
		['wrong', 'wrong'],
	])('signed: %s', async (sign, wanted) => {
		const { url, heard } = await listenFor();
		await simulator.settings({ webhookSecret: 'secret' });
		await simulator.deliver({ url, event: 'x', payload: 'ü', sign });
		const [one] = heard;
		if (!one) throw new Error('Nothing was heard');
		const header = one.headers['x-elto-signature'];
		const right = signature(one, 'secret');
		const kind = header === undefined ? undefined : header === right ? 'right' : 'wrong';
		expect(kind).toBe(wanted);
		expect(String(header ?? right)).toMatch(/^[\da-f]{64}$/);
	});

	test('with any body, type and header', async () => {
		const { url, heard } = await listenFor();
		await simulator.deliver({ url, body: '{"event":', contentType: 'text/xml' });
		await simulator.deliver({
			url,
			bodyBase64: Buffer.from([0xff, 0]).toString('base64'),
			contentType: null,
			headers: { 'X-Elto-Signature': 'ABC' },
		});
		const [one, other] = heard;
		expect([one?.body.toString(), one?.headers['content-type']]).toEqual(['{"event":', 'text/xml']);
		expect([...(other?.body ?? [])]).toEqual([0xff, 0]);
		expect(other?.headers).not.toHaveProperty('content-type');
		expect(other?.headers['x-elto-signature']).toBe('ABC');
		expect((await simulator.deliveries())[1]).toMatchObject({ event: null, signature: 'ABC' });
	});

	test('of ten megabytes, of which the record keeps the beginning', async () => {
		const { url, heard } = await listenFor();
		const body = `"${'é'.repeat(5_000_000)}"`;
		const [delivery] = await simulator.deliver({ url, body });
		expect(heard[0]?.body).toHaveLength(10_000_002);
		expect(delivery).toMatchObject({ status: 200, bytes: 10_000_002 });
		expect(delivery?.body).toBe(body.slice(0, 20_000));
	});

	test('many times and several at once', async () => {
		let underWay = 0;
		let most = 0;
		const { url, heard } = await listenFor(async (_, response) => {
			underWay += 1;
			most = Math.max(most, underWay);
			await wait(20);
			underWay -= 1;
			response.end();
		});
		const odd = { url, event: 'x', times: 50, concurrency: 5 };
		const deliveries = await simulator.deliver(odd);
		expect(heard).toHaveLength(50);
		expect(deliveries.map(({ status }) => status)).toEqual(Array(50).fill(200));
		expect(most).toBe(5);
	});

	test('but not signed without a secret, and not as two things at once', async () => {
		const { url, heard } = await listenFor();
		await expect(simulator.deliver({ url, event: 'x', sign: true })).rejects.toThrow(': 400 ');
		await expect(simulator.deliver({ url, event: 'x', body: 'y' })).rejects.toThrow(': 400 ');
		await expect(simulator.deliver({ url, payload: {} })).rejects.toThrow(': 400 ');
		await expect(simulator.deliver({ url: 'x', event: 'x' })).rejects.toThrow(': 400 ');
		expect(heard).toEqual([]);
	});
});
