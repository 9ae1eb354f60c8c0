import { createServer, type AddressInfo, type Socket } from 'node:net';

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';

import { errorOf } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';

/** A proxy between n8n and the service, which n8n finds in its environment. */
let answer: (socket: Socket) => void;
let tunnels = 0;
const proxy = createServer((socket) => {
	tunnels++;
	socket.on('error', () => undefined);
	socket.once('data', () => answer(socket));
});
useFastClock();
beforeAll(async () => {
	proxy.listen(0, '127.0.0.1');
	await new Promise((resolve) => proxy.once('listening', resolve));
	process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterEach(() => {
	tunnels = 0;
});
afterAll(() => {
	delete process.env.HTTPS_PROXY;
	proxy.close();
});

const buying = async () =>
	await errorOf({
		credential: { apiKey: 'key', baseUrl: 'https://voice.example/api' },
		parameters: {
			resource: 'phoneNumber',
			operation: 'buy',
			number: '+14155550100',
			options: { maxTries: 2 },
		},
	});

test.each<[string, (socket: Socket) => void]>([
	['closes the connection', (socket) => socket.end()],
	['breaks off its answer', (socket) => socket.end('HTTP/1.1 200 Connection establ')],
])('where it %s, nothing was sent, and it is tried again', async (_, planned) => {
	answer = planned;
	const error = await buying();
	expect(error.message).toBe('Could not reach Vogent: the proxy made no connection to it [item 0]');
	expect(error.description).toMatch(/^Nothing was sent\./);
	expect(error.context.mayExist).toBeUndefined();
	expect(tunnels).toBe(2);
});

test('where it asks for a sign-in, the error says that it is the proxy', async () => {
	answer = (socket) =>
		socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
	const error = await buying();
	expect(error.message).toBe(
		'The proxy between n8n and Vogent asks for a sign-in (HTTP 407) [item 0]',
	);
	expect(error.context.mayExist).toBeUndefined();
});

test('where it refuses by itself, that cannot be told from the service: the outcome is not known', async () => {
	answer = (socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
	const error = await buying();
	expect(error).toMatchObject({ httpCode: '502', context: { mayExist: true } });
});
