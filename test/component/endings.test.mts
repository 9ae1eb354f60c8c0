import type { Readable } from 'node:stream';

import { Container } from '@n8n/di';
import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { startServer } from '../support/http.mts';
import { cloning } from './support/clone.mts';
import { errorOf, itemWithFile, runNode, useBinaryStore } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';

/** How executions end: what is closed, what is said of the items before, what is not sent any more. */
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

	test('after an address where nobody listens', async () => {
		const execution = cloning(simulator);
		await errorOf({
			...execution,
			credential: { ...execution.credential, baseUrl: 'http://127.0.0.1:9/api' },
			items: [await itemWithFile(large)],
		});
		// The file may be open only after the connection has failed.
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(opened.every(({ destroyed }) => destroyed)).toBe(true);
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
});

describe('when an item fails and the workflow stops', () => {
	const named = async (name: string): Promise<INodeExecutionData> =>
		await itemWithFile(large.subarray(0, 1000), { json: { name } });

	test('the error lists what was created before, for the user and for error workflows', async () => {
		const items = [await named('Anna'), await named('Bea'), { json: { name: 'Cid' } }];
		const error = await errorOf({ ...cloning(simulator, { name: '={{ $json.name }}' }), items });

		const voices = await simulator.voices();
		const [anna, bea] = ['Anna', 'Bea'].map((name) => voices.find((voice) => voice.name === name));
		expect(error.message).toMatch(/^The item has no binary field "data".*\[item 2\]$/);
		expect(error.description?.split('\n').slice(1)).toEqual([
			'Already created, do not create again (2):',
			`item 0: Anna (${anna?.id}),`,
			`item 1: Bea (${bea?.id})`,
		]);
		expect(error.context.created).toEqual([
			{ itemIndex: 0, name: 'Anna', id: anna?.id },
			{ itemIndex: 1, name: 'Bea', id: bea?.id },
		]);
	});

	test('at most 20 are listed by name, all of them in the context', async () => {
		const names = Array.from({ length: 23 }, (_, index) => `Voice ${index}`);
		const items = [...(await Promise.all(names.map(named))), { json: {} }];
		const error = await errorOf({ ...cloning(simulator), items });
		expect(error.description?.split('\n').slice(-2)).toEqual([
			expect.stringContaining('item 19: Anna ('),
			'and 3 more',
		]);
		expect(error.context.created).toHaveLength(23);
	});
});
