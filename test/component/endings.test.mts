import type { Readable } from 'node:stream';

import { Container } from '@n8n/di';
import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { BinaryDataService } from 'n8n-core';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { startServer } from '../support/http.mts';
import { cloning } from './support/clone.mts';
import { errorOf, itemWithFile, runNode, useBinaryStore } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';

/** How executions end: what is closed, what is not sent any more. */
let simulator: Simulator;
let opened: Readable[];

useFastClock();
useSimulator((started) => (simulator = started));
useBinaryStore();
beforeAll(() => {
	const service = Container.get(BinaryDataService);
	const open = service.getAsStream.bind(service);
	jest.spyOn(service, 'getAsStream').mockImplementation(async (...args) => {
		const stream = await open(...args);
		opened.push(stream);
		return stream;
	});
	opened = [];
});
afterEach(() => {
	opened = [];
});

const large = Buffer.alloc(30_000_000, 7);

/** Waits until the simulator has got a request, however little of it. */
async function requestArrived() {
	while ((await simulator.requests()).length === 0) {
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

describe('n8n’s file is closed', () => {
	test('after a clone that went well', async () => {
		await runNode({ ...cloning(simulator), items: [await itemWithFile(large)] });
		expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
	});

	test('after a connection that was lost', async () => {
		await simulator.plan({ path: '/voices/clone', hangUp: 'before-answer' });
		await errorOf({ ...cloning(simulator), items: [await itemWithFile(large)] });
		expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
	});

	test.each(['close', 'keep-alive'])(
		'after an early answer (connection: %s)',
		async (connection) => {
			const server = await startServer((_request, response) => {
				response.writeHead(413, { connection, 'content-type': 'application/json' });
				response.end('{"message":"too large"}');
			});
			try {
				const execution = cloning(simulator);
				const error = await errorOf({
					...execution,
					credential: { ...execution.credential, baseUrl: `${server.url}/api` },
					items: [await itemWithFile(large)],
				});
				// Where the service also closes the connection, the answer may be lost with it.
				expect(error.message).toMatch(/^(too large|The connection to Vogent was lost)/);
				expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
			} finally {
				await server.stop();
			}
		},
	);

	test('after a cancel in the middle of the upload, and no other item is sent', async () => {
		const stop = new AbortController();
		await simulator.plan({ path: '/voices/clone', delayMs: 5000 });
		const running = runNode({
			...cloning(simulator, { options: { maxConcurrency: 1 } }),
			items: await Promise.all([itemWithFile(large), itemWithFile(large)]),
			onError: 'continueRegularOutput',
			signal: stop.signal,
		});
		await requestArrived();
		stop.abort();
		const { output } = await running;

		expect(output.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(
				/^The execution was stopped during the request \[item 0\]\. The voice may/,
			),
		]);
		expect(await simulator.requests()).toHaveLength(1);
		expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
	});

	test('after an address where nobody listens', async () => {
		const execution = cloning(simulator);
		await errorOf({
			...execution,
			credential: { ...execution.credential, baseUrl: 'http://127.0.0.1:9/api' },
			items: [await itemWithFile(large)],
		});
		// The file may be open only after the connection has failed, which is why this test is the last.
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(opened.every(({ destroyed }) => destroyed)).toBe(true);
	});
});
