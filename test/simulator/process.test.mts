import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, jest, test } from '@jest/globals';
import { launchSimulator } from './client.mts';
import type { PlannedAnswer, Simulator } from './client.mts';

// Starting a process can take seconds on a busy machine.
jest.setTimeout(60_000);

const main = join(import.meta.dirname, 'main.mts');
const started: ChildProcessWithoutNullStreams[] = [];
const launched: Simulator[] = [];

afterEach(async () => {
	for (const child of started.splice(0)) child.kill('SIGKILL');
	for (const simulator of launched.splice(0)) await simulator.stop();
});

async function start(...args: string[]) {
	const child = spawn(process.execPath, [main, ...args]);
	started.push(child);
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => {
		output += chunk.toString();
	});
	await once(child.stdout, 'data');
	return { child, output: () => output };
}

test('it prints where it is, on one line, and listens on this machine only', async () => {
	const { output } = await start('--key', 'abc');
	const address = JSON.parse(output()) as Record<string, string>;
	expect(output().trim().split('\n')).toHaveLength(1);
	expect(address.apiKey).toBe('abc');
	expect(address.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
	expect(address.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_simulator$/);
	const health = await fetch(`${address.controlUrl}/health`);
	expect(await health.json()).toMatchObject({ status: 'ok' });
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it cleanly', async (signal) => {
	const { child } = await start();
	const exited = once(child, 'exit');
	child.kill(signal);
	// Windows knows no signals: there the process is simply gone.
	expect(await exited).toEqual(process.platform === 'win32' ? [null, signal] : [0, null]);
});

test('the end of its input ends it when asked for', async () => {
	const { child } = await start('--until-stdin-closes');
	const exited = once(child, 'exit');
	child.stdin.end();
	expect(await exited).toEqual([0, null]);
});

test('the end of its input means nothing when not asked for', async () => {
	const { child, output } = await start();
	child.stdin.end();
	const { controlUrl } = JSON.parse(output()) as { controlUrl: string };
	expect((await fetch(`${controlUrl}/health`)).status).toBe(200);
});

test.each<[string, Omit<PlannedAnswer, 'path'>]>([
	['a late answer', { delayMs: 60_000 }],
	['a stalled answer', { stall: 'before-answer' }],
	['a dripping answer', { dripMs: 60_000 }],
	['an answer stalled in its middle', { stall: 'mid-answer' }],
])('an open connection with %s does not keep it from ending', async (_, planned) => {
	const simulator = await launchSimulator();
	launched.push(simulator);
	await simulator.plan({ path: '/voices', ...planned });
	const outcome = fetch(`${simulator.baseUrl}/voices`)
		.then(async (response) => await response.text())
		.then(
			() => 'answered',
			() => 'cut off',
		);
	while ((await simulator.requests()).length === 0) await wait(20);
	const start = performance.now();
	await simulator.stop();
	expect(performance.now() - start).toBeLessThan(4000);
	expect(await outcome).toBe('cut off');
	await simulator.stop();
	await expect(simulator.requests()).rejects.toThrow();
});

test('each has a key and a port of its own', async () => {
	launched.push(...(await Promise.all([launchSimulator(), launchSimulator()])));
	const [one, other] = launched;
	expect(one?.apiKey).not.toBe(other?.apiKey);
	expect(one?.baseUrl).not.toBe(other?.baseUrl);
});

test('launching on a port that is taken fails with the reason', async () => {
	const simulator = await launchSimulator();
	launched.push(simulator);
	const port = Number(new URL(simulator.baseUrl).port);
	await expect(launchSimulator({ port })).rejects.toThrow('EADDRINUSE');
});
