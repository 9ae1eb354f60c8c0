import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { operationsOf, readContract } from '../contract/contract.mts';
import { launchSimulator } from './client.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

const script = join(import.meta.dirname, '..', '..', 'scripts', 'live.mts');
const reads = operationsOf(readContract()).filter(({ method }) => method === 'GET');

let simulator: Simulator;

useSimulator((started) => (simulator = started));

/** Runs the check with these settings in its environment and gives its exit code and all it printed. */
async function run(environment: Record<string, string>, ...args: string[]) {
	const env: NodeJS.ProcessEnv = {
		...process.env,
		VOGENT_BASE_URL: simulator.baseUrl,
		...environment,
	};
	if (!('VOGENT_API_KEY' in environment)) delete env.VOGENT_API_KEY;
	const child = spawn(process.execPath, [script, ...args], { env });
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, output };
}

const withKey = (...args: string[]) => run({ VOGENT_API_KEY: simulator.apiKey }, ...args);

const rowOf = (output: string, operationId: string) =>
	output.split('\n').find((line) => line.startsWith(`${operationId} `)) ?? '';

test('every documented read is asked, and the simulator answers all as documented', async () => {
	const { code, output } = await withKey();
	expect(code).toBe(0);
	for (const { operationId } of reads) expect(rowOf(output, operationId)).toMatch(/ 200 +OK$/);
	expect(output).toContain('17 operations: 17 OK, 0 differ, 0 skipped');
	expect(output).toContain('note: agent.silenceHangupConfiguration is not in the contract');
	expect(output).not.toContain(simulator.apiKey);
	const asked = (await simulator.requests()).map(({ operationId }) => operationId);
	expect(new Set(asked)).toEqual(new Set(reads.map(({ operationId }) => operationId)));
	expect(asked).not.toContain('cloneVoice');
});

test('each difference is told, and notes are no differences', async () => {
	await simulator.plan({
		path: '/voices',
		body: {
			voices: [
				{ id: 1, name: 'Ava', voiceType: 'x', voiceTier: 'GOLD', description: '', age: 3 },
				{ id: '2', name: 'Ben', voiceType: 'x', voiceTier: 'STANDARD' },
			],
		},
	});
	const { code, output } = await withKey();
	expect(code).toBe(1);
	expect(rowOf(output, 'listVoices')).toMatch(/ 200 +4 differences$/);
	expect(output).toContain('- cursor is missing');
	expect(output).toContain('- voices[].id is number, not string');
	expect(output).toContain('- voices[].voiceTier is "GOLD", not one of "STANDARD", "PREMIUM"');
	expect(output).toContain('- voices[].description is missing');
	expect(output).toContain('note: voices[].age is not in the contract');
	expect(output).toContain('17 operations: 16 OK, 1 differ, 0 skipped');
});

test('what cannot be asked is skipped, with the reason', async () => {
	await simulator.plan({ path: '/agents', body: { data: [], cursor: null } });
	await simulator.plan({
		path: '/batch_dial_jobs/{id}/dials',
		times: 5,
		body: { data: [], cursor: null },
	});
	const { code, output } = await withKey();
	expect(code).toBe(0);
	expect(rowOf(output, 'listVersionedPrompts')).toMatch(/skipped: no agent$/);
	expect(rowOf(output, 'getVersionedPrompt')).toMatch(/skipped: no versioned prompt$/);
	expect(rowOf(output, 'getFunction')).toMatch(/skipped: no function linked to an agent$/);
	expect(rowOf(output, 'getDial')).toMatch(/skipped: no dial of a batch dial job$/);
	expect(output).toContain('17 operations: 11 OK, 0 differ, 6 skipped');
});

test('answers that are no answers are differences', async () => {
	await simulator.plan({ path: '/models', status: 500, body: '<h1>Oh\nno</h1>' });
	await simulator.plan({ path: '/agents', body: 'hello' });
	await simulator.plan({ path: '/eval_configs', hangUp: 'before-answer' });
	const { code, output } = await withKey();
	expect(code).toBe(1);
	expect(output).toContain('- the status is not 200: <h1>Oh no</h1>');
	expect(output).toContain('- the answer is not JSON: hello');
	expect(output).toContain('- no answer: read ECONNRESET');
});

test('the key is not taken along on a redirect', async () => {
	const other = await launchSimulator();
	try {
		await simulator.plan({
			path: '/voices',
			status: 307,
			headers: { Location: `${other.baseUrl}/voices?key=${simulator.apiKey}` },
		});
		const { code, output } = await withKey();
		expect(code).toBe(1);
		expect(output).toContain(
			`- redirects to ${new URL(other.baseUrl).host}, which is not followed`,
		);
		expect(output).not.toContain(simulator.apiKey);
		expect(await other.requests()).toEqual([]);
	} finally {
		await other.stop();
	}
});

test('a key in an answer is not shown, not even the half of it', async () => {
	const { apiKey } = simulator;
	await simulator.plan({ path: '/voices', status: 401, body: `Wrong key: ${apiKey}` });
	await simulator.plan({ path: '/agents', status: 401, body: `${'x'.repeat(180)}${apiKey}` });
	const { output } = await withKey();
	expect(output).toContain('Wrong key: [API key]');
	expect(output).not.toContain(apiKey.slice(0, 15));
});

test('a key that is refused everywhere is told as such', async () => {
	const { code, output } = await run({ VOGENT_API_KEY: 'some-other-key-of-mine' });
	expect(code).toBe(1);
	expect(output).toContain('The API key is missing or wrong');
	expect(output).not.toContain('some-other-key-of-mine');
});

test('a key may be given with the word Bearer before it', async () => {
	const { code } = await run({ VOGENT_API_KEY: `Bearer ${simulator.apiKey}\n` });
	expect(code).toBe(0);
});

test.each<[string, Record<string, string>, string[], RegExp]>([
	['no key', {}, [], /^VOGENT_API_KEY is not set/],
	['a key of two words', { VOGENT_API_KEY: 'key-a key-b' }, [], /holds spaces/],
	['an unknown argument', { VOGENT_API_KEY: 'key-a' }, ['key-b'], /^An argument is unknown/],
	['no URL', { VOGENT_API_KEY: 'key-a' }, ['--base-url', 'key-b'], /is not a URL/],
	[
		'a URL that is not safe',
		{ VOGENT_API_KEY: 'key-a' },
		['--base-url', 'http://vogent.example/api'],
		/must start with https/,
	],
])('%s: nothing is asked', async (_, environment, args, message) => {
	const { code, output } = await run(environment, ...args);
	expect(code).toBe(2);
	expect(output).toMatch(message);
	expect(output).not.toMatch(/key-[ab]/);
	expect(await simulator.requests()).toEqual([]);
});

test('an API that cannot be reached ends it with a reason', async () => {
	const gone = await launchSimulator();
	await gone.stop();
	const { code, output } = await withKey('--base-url', gone.baseUrl);
	expect(code).toBe(1);
	expect(output).toContain(`Cannot reach ${gone.baseUrl}: connect ECONNREFUSED`);
});

test('--spend warns, waits, and clones the test clip once', async () => {
	const start = performance.now();
	const { code, output } = await withKey('--spend');
	expect(performance.now() - start).toBeGreaterThan(5000);
	expect(code).toBe(0);
	expect(output.indexOf('This costs money')).toBeLessThan(output.indexOf('listVoices'));
	expect(output).toContain('no documented way to delete a voice');
	expect(rowOf(output, 'cloneVoice')).toMatch(/ 200 +OK$/);
	const clones = (await simulator.requests()).filter(({ method }) => method === 'POST');
	expect(clones).toHaveLength(1);
	expect(clones[0]?.parts?.map(({ name }) => name)).toEqual([
		'name',
		'model',
		'transcription',
		'clip',
	]);
	const voice = (await simulator.voices()).at(-1);
	expect(output).toContain(`the new voice is ${voice?.id}`);
});
