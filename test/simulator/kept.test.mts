import { describe, expect, test } from '@jest/globals';
import { callApi, cloneForm } from './calls.mts';
import type { Simulator, Voice } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

async function read(path: string): Promise<unknown> {
	return (await callApi(simulator, 'GET', path)).body;
}

describe('a list', () => {
	async function list(query: Record<string, string> = {}) {
		const path = `/voices?${new URLSearchParams(query).toString()}`;
		const { status, text } = await callApi(simulator, 'GET', path);
		if (status !== 200) throw new Error(String(status));
		return JSON.parse(text) as { voices: Voice[]; cursor: string | null };
	}
	const names = async (query: Record<string, string>) =>
		(await list(query)).voices.map(({ name }) => name);

	test('comes in pages no longer than asked, nor than the cap', async () => {
		const all = (await list()).voices;
		await simulator.settings({ pageSize: 3 });
		const found: Voice[] = [];
		let cursor: string | null = '';
		for (const length of [3, 3, 1]) {
			const page = await list({ limit: '5', ...(cursor ? { cursor } : {}) });
			expect(page.voices).toHaveLength(length);
			found.push(...page.voices);
			({ cursor } = page);
		}
		expect(cursor).toBeNull();
		expect(found).toEqual(all);
		expect((await list({ limit: '1' })).voices).toHaveLength(1);
	});

	test('takes back its own cursors alone, exactly as they were', async () => {
		const cursor = (await list({ limit: '2' })).cursor ?? '';
		const { cursor: other } = (await read('/agents?limit=1')) as { cursor: string };
		for (const spoiled of [`${cursor} `, cursor.toLowerCase(), encodeURIComponent(cursor), other]) {
			await expect(list({ cursor: spoiled })).rejects.toThrow('400');
		}
		expect((await callApi(simulator, 'GET', `/voices?cursor=${cursor}`)).status).not.toBe(200);
	});

	test('of voices is filtered by type, and by name as set', async () => {
		expect(await names({ voiceType: 'stock', name: 'av' })).toEqual(['Ava', 'Ava', 'Savannah']);
		await simulator.settings({ nameFilter: 'exact' });
		expect(await names({ name: 'ava' })).toEqual([]);
		await simulator.settings({ nameFilter: 'ignored' });
		expect(await names({ name: 'Ava' })).toHaveLength(7);
	});

	test('has a cloned voice as late as set', async () => {
		await simulator.settings({ listedAfterMs: 60_000 });
		await simulator.seedVoices([{ name: 'Zoë, seeded' }]);
		await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
		expect((await simulator.voices()).map(({ name }) => name).slice(7)).toEqual([
			'Zoë, seeded',
			'Zoë',
		]);
		expect(await names({ name: 'zoë' })).toEqual(['Zoë, seeded']);
		await simulator.settings({ listedAfterMs: 0 });
		expect(await names({ name: 'zoë' })).toHaveLength(2);
	});
});
