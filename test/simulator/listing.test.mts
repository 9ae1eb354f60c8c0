import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { callApi, cloneForm } from './calls.mts';
import type { Simulator, Voice } from './client.mts';
import { useSimulator } from './hooks.mts';

interface VoicesPage {
	voices: Voice[];
	cursor: string | null;
}

let simulator: Simulator;

useSimulator((started) => (simulator = started));

async function list(query: Record<string, string> = {}): Promise<VoicesPage> {
	const { status, text, body } = await callApi(
		simulator,
		'GET',
		`/voices?${new URLSearchParams(query).toString()}`,
	);
	if (status !== 200) throw new Error(`${status} ${text}`);
	return body as VoicesPage;
}

async function namesFor(query: Record<string, string>): Promise<string[]> {
	return (await list(query)).voices.map(({ name }) => name);
}

test('the stock voices fit on one page, and some share a name', async () => {
	const { voices, cursor } = await list();
	expect(cursor).toBeNull();
	expect(voices).toHaveLength(7);
	expect(new Set(voices.map(({ id }) => id)).size).toBe(7);
	expect(new Set(voices.map(({ name }) => name)).size).toBe(5);
});

test('250 voices more come page by page, each once', async () => {
	const seeds = Array.from({ length: 250 }, (_, index) => ({ name: `Voice ${index}` }));
	const added = await simulator.seedVoices(seeds);
	expect(added).toHaveLength(250);
	const sizes: number[] = [];
	const ids: string[] = [];
	let cursor: string | null = null;
	do {
		const page: VoicesPage = await list(cursor === null ? {} : { cursor });
		sizes.push(page.voices.length);
		ids.push(...page.voices.map(({ id }) => id));
		cursor = page.cursor;
	} while (cursor !== null);
	expect(sizes).toEqual([100, 100, 57]);
	expect(ids).toEqual((await simulator.voices()).map(({ id }) => id));
});

test.each([
	[6, 6],
	[7, null],
	[8, null],
])('with 7 voices and a limit of %d there is a next page only when needed', async (limit, next) => {
	const { cursor } = await list({ limit: String(limit) });
	if (next === null) expect(cursor).toBeNull();
	else expect((await list({ cursor: cursor ?? '' })).voices).toHaveLength(1);
});

test('a page is never longer than the cap', async () => {
	await simulator.settings({ pageSize: 2 });
	expect((await list({ limit: '50' })).voices).toHaveLength(2);
	expect((await list({ limit: '1' })).voices).toHaveLength(1);
});

test('a cursor has to come back exactly as it was given', async () => {
	const { cursor } = await list({ limit: '2' });
	const given = cursor ?? '';
	expect((await list({ cursor: given, limit: '2' })).voices).toHaveLength(2);
	for (const spoiled of [
		`${given} `,
		given.slice(1),
		given.toLowerCase(),
		encodeURIComponent(given),
		'',
	]) {
		await expect(list({ cursor: spoiled })).rejects.toThrow('400');
	}
	const unencoded = await callApi(simulator, 'GET', `/voices?cursor=${given}`);
	expect(unencoded.status).not.toBe(200);
});

test('a cursor of another list is refused', async () => {
	const agents = await callApi(simulator, 'GET', '/agents?limit=1');
	const { cursor } = agents.body as { cursor: string };
	expect(cursor).not.toBeNull();
	await expect(list({ cursor })).rejects.toThrow('400');
	const next = await callApi(simulator, 'GET', `/agents?cursor=${encodeURIComponent(cursor)}`);
	expect(next.body).toMatchObject({ data: [{ name: 'Encuestas' }, { name: 'Night line' }] });
});

test.each(['0', '-1', '1.5', 'all', ''])('a limit of "%s" is refused', async (limit) => {
	await expect(list({ limit })).rejects.toThrow('422');
});

test('the name filter is partial, exact or ignored, as set', async () => {
	expect(await namesFor({ name: 'av' })).toEqual(['Ava', 'Ava', 'Savannah']);
	expect(await namesFor({ name: 'CHLOÉ' })).toEqual(['Chloé']);
	expect(await namesFor({ name: 'nobody' })).toEqual([]);
	await simulator.settings({ nameFilter: 'exact' });
	expect(await namesFor({ name: 'Ava' })).toEqual(['Ava', 'Ava']);
	expect(await namesFor({ name: 'ava' })).toEqual([]);
	await simulator.settings({ nameFilter: 'ignored' });
	expect(await namesFor({ name: 'Ava' })).toHaveLength(7);
});

test('voices can be filtered by their type', async () => {
	expect(await namesFor({ voiceType: 'cloned' })).toEqual(['Front Desk']);
	expect(await namesFor({ voiceType: 'cloned', name: 'ava' })).toEqual([]);
});

test('the fault of a repeated cursor goes on for ever', async () => {
	await simulator.settings({ repeatCursor: true, pageSize: 3 });
	const first = await list();
	const second = await list({ cursor: first.cursor ?? '' });
	const third = await list({ cursor: second.cursor ?? '' });
	expect(first.cursor).not.toBeNull();
	expect([second.cursor, third.cursor]).toEqual([first.cursor, first.cursor]);
	expect(second.voices).toHaveLength(3);
	expect(third.voices).toEqual(second.voices);
});

test('lists are as slow as set', async () => {
	await simulator.settings({ slowListMs: 300 });
	const start = performance.now();
	await list();
	expect(performance.now() - start).toBeGreaterThanOrEqual(290);
});

test('a cloned voice is listed as late as set, and known to the simulator at once', async () => {
	await simulator.settings({ listedAfterMs: 1000 });
	await simulator.seedVoices([{ name: 'Zoë, seeded' }]);
	const start = performance.now();
	const { status, body } = await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
	expect(status).toBe(200);
	expect((await simulator.voices()).at(-1)).toEqual(body);
	expect(await namesFor({ name: 'zoë' })).toEqual(['Zoë, seeded']);
	await simulator.settings({ nameFilter: 'ignored' });
	expect(await namesFor({ name: 'zoë' })).toHaveLength(8);
	while ((await list()).voices.length < 9) await wait(20);
	expect(performance.now() - start).toBeGreaterThanOrEqual(1000);
	expect((await list()).voices.at(-1)).toEqual(body);
});

test('how late cloned voices are listed can change after they were made', async () => {
	await simulator.settings({ listedAfterMs: 60_000 });
	await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
	expect(await namesFor({ name: 'zoë' })).toEqual([]);
	await simulator.settings({ listedAfterMs: 0 });
	expect(await namesFor({ name: 'zoë' })).toEqual(['Zoë']);
});
