import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { operationsOf, readContract } from '../contract/contract.mts';
import { repositoryDirectory } from '../n8n/paths.mts';
import { freePort } from '../n8n/ports.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

const reads = operationsOf(readContract()).filter(({ method }) => method === 'GET');

let simulator: Simulator;

useSimulator((started) => (simulator = started));

/** Runs `npm run test:live` with this key, and returns its exit code and all it printed. */
async function run(key: string | undefined, ...args: string[]) {
	const child = spawn(process.execPath, [join(repositoryDirectory, 'scripts/live.mts'), ...args], {
		env: { ...process.env, VOGENT_BASE_URL: simulator.baseUrl, VOGENT_API_KEY: key },
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, output };
}

const rowOf = (output: string, operationId: string) =>
	output.split('\n').find((line) => line.startsWith(`${operationId} `)) ?? '';

test('every documented read is asked, and the simulator answers all as documented', async () => {
	const { code, output } = await run(`Bearer ${simulator.apiKey}\n`);
	expect(code).toBe(0);
	for (const { operationId } of reads) expect(rowOf(output, operationId)).toMatch(/ 200 +OK$/);
	expect(output).toContain(`${reads.length} operations: ${reads.length} OK, 0 differ, 0 skipped`);
	const asked = (await simulator.requests()).map(({ operationId }) => operationId);
	expect(new Set(asked)).toEqual(new Set(reads.map(({ operationId }) => operationId)));
});

test('each difference is told, and so is what cannot be asked; the key is not', async () => {
	const { apiKey } = simulator;
	const ava = { id: 1, name: 'Ava', voiceType: 'x', voiceTier: 'GOLD', description: '', age: 3 };
	await simulator.plan({ path: '/voices', body: { voices: [ava] } });
	await simulator.plan({ path: '/agents', body: { data: [], cursor: null } });
	await simulator.plan({ path: '/models', status: 500, body: '<h1>Oh\nno</h1>' });
	await simulator.plan({
		path: '/phone_numbers',
		status: 401,
		body: `Wrong key: ${apiKey} ${'x'.repeat(150)}${apiKey}`,
	});
	await simulator.plan({ path: '/eval_configs', hangUp: 'before-answer' });
	const redirect = { location: `${simulator.foreignUrl}/?key=${apiKey}` };
	await simulator.plan({ path: '/batch_dial_jobs', status: 307, headers: redirect });
	const { code, output } = await run(apiKey);
	expect(code).toBe(1);
	expect(rowOf(output, 'listVoices')).toMatch(/ 200 +3 differences$/);
	for (const line of [
		'- cursor is missing',
		'- voices[].id is number, not string',
		'- voices[].voiceTier is "GOLD", not one of "STANDARD", "PREMIUM"',
		'note: voices[].age is not in the contract',
		'- the status is not 200: <h1>Oh no</h1>',
		'Wrong key: [API key]',
		'- no answer: read ECONNRESET',
		`- redirects to ${new URL(simulator.foreignUrl).host}, which is not followed`,
	]) {
		expect(output).toContain(line);
	}
	expect(rowOf(output, 'listVersionedPrompts')).toMatch(/skipped: no agent$/);
	expect(output).not.toContain(apiKey.slice(0, 15));
	expect(await simulator.foreignRequests()).toEqual([]);
});

test.each<[string, string | undefined, string[], RegExp]>([
	['no key', undefined, [], /^VOGENT_API_KEY is not set/],
	['a key of two words', 'key-a key-b', [], /holds spaces/],
	['an unknown argument', 'key-a', ['key-b'], /^An argument is unknown/],
	['no URL', 'key-a', ['--base-url', 'key-b'], /is not a URL/],
	['no safe URL', 'key-a', ['--base-url', 'http://vogent.example/api'], /must start with https/],
])('%s: nothing is asked', async (_, key, args, message) => {
	const { code, output } = await run(key, ...args);
	expect(code).toBe(2);
	expect(output).toMatch(message);
	expect(output).not.toMatch(/key-[ab]/);
	expect(await simulator.requests()).toEqual([]);
});

test('an API that cannot be reached ends it with a reason', async () => {
	const nowhere = `http://127.0.0.1:${await freePort()}/api`;
	const { code, output } = await run('key', '--base-url', nowhere);
	expect(code).toBe(1);
	expect(output).toContain(`Cannot reach ${nowhere}: connect ECONNREFUSED`);
});

test('--spend warns, waits, and clones the test clip once', async () => {
	const { code, output } = await run(simulator.apiKey, '--spend');
	expect(code).toBe(0);
	expect(output.indexOf('This costs money')).toBeLessThan(output.indexOf('listVoices'));
	expect(rowOf(output, 'cloneVoice')).toMatch(/ 200 +OK$/);
	const clones = (await simulator.requests()).filter(({ method }) => method === 'POST');
	expect(clones.map(({ parts }) => parts?.map(({ name }) => name))).toEqual([
		['name', 'model', 'transcription', 'clip'],
	]);
	expect(output).toContain(`the new voice is ${(await simulator.voices()).at(-1)?.id}`);
});
