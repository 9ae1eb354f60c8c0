import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { LiveApi } from '../../scripts/live/api.mts';
import { tryIdempotencyKey } from '../../scripts/live/idempotency.mts';
import { operationsOf, readContract } from '../contract/contract.mts';
import { Comparer } from '../contract/differences.mts';
import { repositoryDirectory } from '../n8n/paths.mts';
import { freePort } from '../n8n/ports.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

const operations = operationsOf(readContract());
const reads = operations.filter(
	({ method, operationId }) => method === 'GET' || operationId === 'searchPhoneNumbers',
);

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

test('every read is asked, and the simulator answers all as documented', async () => {
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

test('--spend warns, waits, tries the idempotency key, clones the test clip once, and writes the page', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'vogent-live-'));
	const page = join(folder, 'README.md');
	const before = await readFile(join(repositoryDirectory, 'README.md'), 'utf8');
	await writeFile(page, before);
	await simulator.plan({ path: '/functions', status: 404 });
	await simulator.plan({ path: '/models', body: { data: [{}] } });
	await simulator.plan({ path: '/phone_numbers', body: { data: [], cursor: null } });
	await simulator.plan({
		path: '/dials',
		method: 'POST',
		skip: 1,
		status: 409,
		body: { reason: 'x' },
	});
	const { code, output } = await run(simulator.apiKey, '--spend', '--page', page);
	expect(code).toBe(1);
	expect(output.indexOf('This costs money')).toBeLessThan(output.indexOf('listVoices'));
	expect(rowOf(output, 'createDial')).toMatch(/ 200 +OK$/);
	expect(output).toContain('note: the status is not 200: {"reason":"x"}');
	expect(rowOf(output, 'hangUpDial')).toMatch(/ 200 +OK$/);
	expect(rowOf(output, 'cloneVoice')).toMatch(/ 200 +OK$/);
	const sent = (await simulator.requests()).filter(({ method }) => method === 'POST');
	const [, first, second, , clone] = sent;
	expect(sent).toHaveLength(5);
	expect(first?.json).toMatchObject({ browserCall: true, idempotencyKey: expect.any(String) });
	expect(second?.json).toEqual(first?.json);
	expect(clone?.parts?.map(({ name }) => name)).toEqual(['name', 'model', 'transcription', 'clip']);
	const id = String((await simulator.voices()).at(-1)?.id);
	expect(output).toContain(`the new voice is ${id}`);
	const text = await readFile(page, 'utf8');
	await rm(folder, { recursive: true });
	const withoutTable = (readme: string) => readme.replace(/(from here -->)[^]*(<!-- to)/, '$1$2');
	expect(withoutTable(text)).toBe(withoutTable(before));
	expect(text).not.toMatch(/Not run yet/);
	const written = text.replace(/ +/g, ' ');
	for (const row of [
		/^\| \d{4}-\d\d-\d\d \| `GET \/voices`, .*, `POST \/voices\/clone` \| All of the answer \|$/m,
		/`GET \/models` \| All but \d differences \|$/m,
		/`GET \/functions` \| Nothing: HTTP 404 \|$/m,
		/`GET \/functions\/\{id\}` \| Not asked: no function \|$/m,
		/`GET \/phone_numbers` \| The list was empty \|$/m,
		/`POST \/dials` \| All of the answer; the same idempotency key again: HTTP 409 \|$/m,
	]) {
		expect(written).toMatch(row);
	}
	expect(text).not.toContain(id);
});

const call = { dialToken: 't', sessionId: 's', dialId: 'd' };

test.each([
	['a second call', undefined, ['the key prevented nothing']],
	['the same call', { body: call, times: 2 }, []],
	['HTTP 500', { skip: 1, status: 500, body: 'Oh' }, ['the status is not 200: Oh']],
	[
		'no answer',
		{ skip: 1, hangUp: 'before-answer' as const },
		[expect.stringMatching(/^no answer/)],
	],
])('the same idempotency key again: %s', async (what, planned, differences) => {
	if (planned) await simulator.plan({ path: '/dials', method: 'POST', ...planned });
	const { apiKey, baseUrl } = simulator;
	const options = { apiKey, baseUrl, spend: true, page: null };
	const api = new LiveApi(options, operations, new Comparer(readContract()));
	const [created, ...others] = await tryIdempotencyKey(api, [await api.ask('listAgents', {})]);
	expect(created).toMatchObject({ tried: `the same idempotency key again: ${what}`, differences });
	const calls = what === 'a second call' ? 2 : 1;
	expect(others.map(({ operationId }) => operationId)).toEqual(Array(calls).fill('hangUpDial'));
});
