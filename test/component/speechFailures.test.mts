import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { PlannedAnswer, Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { errorOf, runNode, useBinaryStore, type Execution } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';
import { speaking } from './support/speech.mts';
import { sentTo } from './support/operate.mts';

/** Speech that goes wrong: what the user is told, and that nothing is paid for twice. */
let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));
useBinaryStore();

const path = '/tts';
const plan = async (fault: Partial<PlannedAnswer>) => await simulator.plan({ path, ...fault });
const asks = async () => (await sentTo(simulator)).length;
const speakingWith = (options: INodeParameters): Execution => speaking(simulator, { options });
const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
const mayBeCharged = 'Vogent may charge for it all the same. Run this again if you need it.';

/** The one request was left by the node: the simulator notices it a moment later. */
async function wasLeft(): Promise<boolean> {
	for (let looks = 0; looks < 50; looks++) {
		const [request, ...others] = await sentTo(simulator);
		if (others.length > 0) return false;
		if (request?.aborted) return true;
		await wait(20);
	}
	return false;
}

describe('an error of the service', () => {
	test('is read, although a file was to come', async () => {
		const body = { message: 'The voice is gone', errors: ['voiceId'] };
		await plan({ status: 422, body });
		const error = await errorOf(speaking(simulator));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'The voice is gone: voiceId [item 0]',
			httpCode: '422',
		});
		expect(error.description).toContain('Vogent refused the values.');
		expect(await asks()).toBe(1);
	});
});

describe('a file that does not come whole does not go on', () => {
	test.each<[string, Partial<PlannedAnswer>]>([
		['it stalls in the middle', { stall: 'mid-answer' }],
		['it stalls before', { stall: 'before-answer' }],
		['it comes drop by drop', { dripMs: 400 }],
	])('where %s until the time is over', async (_, fault) => {
		await plan(fault);
		const error = await errorOf(speakingWith({ timeout: 1 }));
		expect(error.message).toBe('Vogent did not answer within 1 second [item 0]');
		expect(error.description).toContain(mayBeCharged);
		expect(await wasLeft()).toBe(true);
	});

	test('with Continue, the item has an error and no file', async () => {
		await plan({ skip: 1, hangUp: 'mid-answer' });
		const { output } = await runNode({
			...speakingWith({ maxConcurrency: 1 }),
			items: [{ json: {} }, { json: {} }, { json: {} }],
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json, binary }) => [typeof json.error, binary !== undefined])).toEqual([
			['undefined', true],
			['string', false],
			['undefined', true],
		]);
		expect(Object.keys(output[1] ?? {})).not.toContain('binary');
	});
});

test('what a redirect leads to does not go on', async () => {
	await plan({ status: 302, headers: { location: `${simulator.foreignUrl}/file` } });
	const error = await errorOf(speaking(simulator));
	expect(error.message).toBe('The base URL leads to another address (HTTP 302) [item 0]');
	expect(await simulator.foreignRequests()).toEqual([]);
});

describe('the user stops the execution', () => {
	test.each<[string, Partial<PlannedAnswer>]>([
		['in the middle of the file', { stall: 'mid-answer' }],
		['before the file comes', { stall: 'before-answer' }],
		['in the middle of an error', { status: 422, body: 'a'.repeat(2000), stall: 'mid-answer' }],
	])('%s: it ends at once, and nothing more is asked for', async (_, fault) => {
		await plan(fault);
		const stop = new AbortController();
		const running = errorOf({
			...speakingWith({ maxConcurrency: 1 }),
			items: [{ json: {} }, { json: {} }],
			signal: stop.signal,
		});
		while ((await asks()) === 0) await wait(20);
		await wait(100);
		const stoppedAt = Date.now();
		stop.abort();
		await running;
		expect(Date.now() - stoppedAt).toBeLessThan(2000);
		expect(await wasLeft()).toBe(true);
	});

	test('while it waits to try again: it is not tried again', async () => {
		await plan({ status: 503, headers: { 'retry-after': '30' } });
		const stop = new AbortController();
		const running = errorOf({ ...speaking(simulator), signal: stop.signal });
		while ((await asks()) === 0) await wait(20);
		stop.abort();
		expect((await running).httpCode).toBe('503');
		expect(await asks()).toBe(1);
	});
});
