import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { repositoryDirectory } from '../n8n/paths.mts';
import { freePort } from '../n8n/ports.mts';
import { launchSimulator } from './client.mts';
import { listen } from './listen.mts';

// Starting a process can take seconds on a busy machine.
jest.setTimeout(60_000);

const started: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
	for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts a file of the repository. */
function start(file: string, ...args: string[]) {
	const child = spawn(process.execPath, [join(repositoryDirectory, file), ...args]);
	started.push(child);
	let output = '';
	const add = (chunk: Buffer) => (output += chunk.toString());
	child.stdout.on('data', add);
	child.stderr.on('data', add);
	const ended = once(child, 'close').then(([code]) => code as number | null);
	/** Waits until it has printed this. Throws when it ends before. */
	const printed = async (text: string) => {
		while (!output.includes(text)) {
			const news = await Promise.race([once(child.stdout, 'data'), ended.then(() => 'ended')]);
			if (news === 'ended') throw new Error(output);
		}
		return output;
	};
	return { child, ended, printed, output: () => output };
}

describe('a simulator', () => {
	test('ends when its input does, whatever is under way', async () => {
		const simulator = await launchSimulator();
		await simulator.plan({ path: '/voices', stall: 'mid-answer' });
		const { authorization } = { authorization: `Bearer ${simulator.apiKey}` };
		const response = await fetch(`${simulator.baseUrl}/voices`, { headers: { authorization } });
		const cut = expect(response.text()).rejects.toThrow();
		await simulator.stop();
		await cut;
		await simulator.stop();
		await expect(simulator.requests()).rejects.toThrow();
	});

	test('does not start on a port that is taken, and says why', async () => {
		const simulator = await launchSimulator();
		const port = Number(new URL(simulator.baseUrl).port);
		await expect(launchSimulator({ port })).rejects.toThrow('EADDRINUSE');
		await simulator.stop();
	});
});

describe('npm run simulator', () => {
	test.each<[NodeJS.Signals, number]>([
		['SIGINT', 0],
		['SIGTERM', 143],
	])('says where it is, answers there, and is gone after %s', async (signal, expected) => {
		const port = await freePort();
		const { child, ended, printed } = start('scripts/simulator.mts', '--port', String(port));
		const output = await printed('Press Ctrl+C');
		const line = (pattern: RegExp) => pattern.exec(output)?.[1] ?? '';
		const authorization = `Bearer ${line(/API Key +(\S+)/)}`;
		const voices = `${line(/Base URL +(\S+)/)}/voices`;
		const page = line(/^ +(http:\S+\/)$/m);
		expect(voices).toBe(`http://127.0.0.1:${port}/api/voices`);
		expect((await fetch(voices, { headers: { authorization } })).status).toBe(200);
		expect((await fetch(page)).status).toBe(200);
		child.kill(signal);
		// Windows knows no signals: there the process is simply gone.
		expect(await ended).toBe(process.platform === 'win32' ? null : expected);
		for (const url of [voices, page]) await expect(fetch(url)).rejects.toThrow();
	});

	test('does not start on a port that was asked for and is taken', async () => {
		const server = createServer();
		const port = await listen(server, 0);
		const { ended, output } = start('scripts/simulator.mts', '--port', String(port));
		expect(await ended).toBe(1);
		expect(output()).toContain(`Port ${port} is taken.`);
		server.close();
	});

	test.each([
		['--port 70000', 2, /^This is not understood: --port 70000\n\nUsage: npm run simulator/],
		['--key x', 2, /^This is not understood: --key x\n\nUsage: npm run simulator/],
		['--help', 0, /^Usage: npm run simulator/],
	])('%s ends with %d', async (args, code, text) => {
		const { ended, output } = start('scripts/simulator.cjs', ...args.split(' '));
		expect(await ended).toBe(code);
		expect(output()).toMatch(text);
	});
});
