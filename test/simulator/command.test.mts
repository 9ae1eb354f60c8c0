import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { repositoryDirectory } from '../n8n/paths.mts';
import { freePort, isPortFree } from '../n8n/ports.mts';
import { listen } from './listen.mts';

// Starting a process can take seconds on a busy machine.
jest.setTimeout(60_000);

const started: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
	for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts one of the two files of `npm run simulator`. */
function start(file: 'simulator.cjs' | 'simulator.mts', ...args: string[]) {
	const child = spawn(process.execPath, [join(repositoryDirectory, 'scripts', file), ...args]);
	started.push(child);
	let output = '';
	const add = (chunk: Buffer) => (output += chunk.toString());
	child.stdout.on('data', add);
	child.stderr.on('data', add);
	const ended = once(child, 'close').then(([code]) => code as number | null);
	return { child, ended, output: () => output };
}

/** Starts the simulator, and gives what it printed when it is up. */
async function startUp(...args: string[]) {
	const { child, ended, output } = start('simulator.mts', ...args);
	while (!output().includes('Press Ctrl+C')) {
		const news = await Promise.race([once(child.stdout, 'data'), ended.then(() => 'ended')]);
		if (news === 'ended') throw new Error(output());
	}
	const line = (pattern: RegExp) => pattern.exec(output())?.[1] ?? '';
	return {
		child,
		ended,
		apiKey: line(/API Key +(\S+)/),
		baseUrl: line(/Base URL +(\S+)/),
		pageUrl: line(/^ +(http:\S+\/)$/m),
	};
}

describe('npm run simulator', () => {
	test.each<[NodeJS.Signals, number]>([
		['SIGINT', 0],
		['SIGTERM', 143],
	])('says where it is, answers there, and is gone after %s', async (signal, expected) => {
		const port = await freePort();
		const { child, ended, apiKey, baseUrl, pageUrl } = await startUp('--port', String(port));
		expect(baseUrl).toBe(`http://127.0.0.1:${port}/api`);
		const headers = { authorization: `Bearer ${apiKey}` };
		expect((await fetch(`${baseUrl}/voices`, { headers })).status).toBe(200);
		expect((await fetch(pageUrl)).status).toBe(200);

		child.kill(signal);
		// Windows knows no signals: there the process is simply gone.
		expect(await ended).toBe(process.platform === 'win32' ? null : expected);
		for (const url of [`${baseUrl}/voices`, pageUrl]) await expect(fetch(url)).rejects.toThrow();
	});

	test('takes a free port where its own is taken', async () => {
		const server = createServer();
		if (await isPortFree(3100)) await listen(server, 3100);
		try {
			const { baseUrl } = await startUp();
			expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
			expect(baseUrl).not.toContain(':3100/');
		} finally {
			server.close();
		}
	});

	test('does not start on a port that was asked for and is taken', async () => {
		const server = createServer();
		const port = await listen(server, 0);
		try {
			const { ended, output } = start('simulator.mts', '--port', String(port));
			expect(await ended).toBe(1);
			expect(output()).toContain(`Port ${port} is taken.`);
		} finally {
			server.close();
		}
	});

	test.each([['--port'], ['--port', 'x'], ['--port', '70000'], ['--key', 'x']])(
		'does not understand %s %s',
		async (...args) => {
			const { ended, output } = start('simulator.cjs', ...args);
			expect(await ended).toBe(2);
			expect(output()).toMatch(/^This is not understood: .*\n\nUsage: npm run simulator/);
		},
	);

	test('--help says what it does, and starts nothing', async () => {
		const { ended, output } = start('simulator.cjs', '--help');
		expect(await ended).toBe(0);
		expect(output()).toMatch(/^Usage: npm run simulator/);
	});
});
