import { describe, expect, test } from '@jest/globals';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { bytes, cloning } from './support/clone.mts';
import { errorOf, itemWithFile, runNode, useBinaryStore } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';

/** What happens where the name of a voice exists, or where a clone was lost and its name may tell. */
let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));
useBinaryStore();

const named = async (name: string) => await itemWithFile(bytes, { json: { name } });
const policy = (ifNameExists: string, more = {}) =>
	cloning(simulator, { name: '={{ $json.name }}', options: { ifNameExists, ...more } });
const requestsTo = async (path: string) =>
	(await simulator.requests()).filter((request) => request.path === path);
const uploads = async () => await requestsTo('/voices/clone');
const voicesNamed = async (name: string) =>
	(await simulator.voices()).filter((voice) => voice.name === name);

describe('with "Use Existing Voice"', () => {
	test.each(['ignored', 'partial', 'exact'] as const)(
		'the voice of exactly this name is returned, where the service’s filter is %s',
		async (nameFilter) => {
			await simulator.settings({ nameFilter, pageSize: 2 });
			const seeds = ['Anna', 'anna', 'Anna B', 'Hanna'].map((name) => ({ name }));
			const [anna] = await simulator.seedVoices(seeds);
			const { output, hints } = await runNode({ ...policy('reuse'), items: [await named('Anna')] });
			expect(output).toEqual([{ json: anna, pairedItem: { item: 0 } }]);
			expect(await uploads()).toEqual([]);
			expect(hints.map(({ message }) => message)).toEqual([
				'Existing voices were returned, and nothing was cloned (item 0: Anna)',
			]);
		},
	);

	test('a voice of a name that only looks alike is not used', async () => {
		await simulator.seedVoices(['anna', 'Ann a', 'Anna B'].map((name) => ({ name })));
		const { output } = await runNode({ ...policy('reuse'), items: [await named('Anna')] });
		expect(await uploads()).toHaveLength(1);
		expect(output[0]?.json).toEqual((await voicesNamed('Anna'))[0]);
	});

	const composed = 'Zo\u00eb';
	const decomposed = 'Zoe\u0308';

	test.each([
		[composed, decomposed],
		[decomposed, composed],
		[` ${composed}\n`, composed],
		[` ${decomposed}`, composed],
	])('%j and %j are one name', async (name, existing) => {
		await simulator.settings({ nameFilter: 'exact' });
		const [voice] = await simulator.seedVoices([{ name: existing }]);
		const { output } = await runNode({ ...policy('reuse'), items: [await named(name)] });
		expect(output[0]?.json).toEqual(voice);
		const error = await errorOf({ ...policy('fail'), items: [await named(name)] });
		expect(error.message).toMatch(/ already exists in Vogent/);
		expect(await uploads()).toEqual([]);
	});

	test('two items with two spellings of one name are one voice, named as the first is typed', async () => {
		await simulator.settings({ listedAfterMs: 60_000 });
		// The clip of the second item is there at once.
		const data = { data: bytes.toString('base64'), mimeType: 'audio/wav' };
		const items = [await named(decomposed), { json: { name: composed }, binary: { data } }];
		const { output } = await runNode({ ...policy('reuse'), items });
		expect(output.map(({ json }) => json.name)).toEqual([decomposed, decomposed]);
		expect(await uploads()).toHaveLength(1);
	});

	test.each(['createAnyway', 'fail', 'reuse'])(
		'a name with half of a character is refused (%s)',
		async (ifNameExists) => {
			const items = [await named('Anna \ud83d')];
			const error = await errorOf({ ...policy(ifNameExists), items });
			expect(error.message).toBe('"name" has half of a character in it [item 0]');
			expect(await simulator.requests()).toEqual([]);
		},
	);

	test('two items of the same name are one upload, though the service lists it late', async () => {
		await simulator.settings({ listedAfterMs: 60_000 });
		const names = ['Anna', 'Ben 2', 'Anna', 'Anna'];
		const { output, hints } = await runNode({
			...policy('reuse'),
			items: await Promise.all(names.map(named)),
		});
		expect(output.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual(
			names.map((name, item) => [name, { item }]),
		);
		expect(new Set(output.map(({ json }) => json.id)).size).toBe(2);
		expect(await uploads()).toHaveLength(2);
		expect(hints[0]?.message).toMatch(/\(item 2: Anna; item 3: Anna\)$/);
	});

	test('an existing voice is asked for once for many items', async () => {
		await simulator.seedVoices([{ name: 'Anna' }]);
		const items = await Promise.all(Array.from({ length: 9 }, () => named('Anna')));
		await runNode({ ...policy('reuse'), items });
		expect(await requestsTo('/voices')).toHaveLength(1);
	});
});

describe('with "Fail"', () => {
	test('a name that exists is an error with the ID', async () => {
		const [anna] = await simulator.seedVoices([{ name: 'Anna' }]);
		const error = await errorOf({ ...policy('fail'), items: [await named('Anna')] });
		expect(error.message).toBe('A voice named "Anna" already exists in Vogent [item 0]');
		expect(error.description).toContain(anna?.id);
		expect(await uploads()).toEqual([]);
	});
});

test('with "Create Anyway", each item is a voice, and no list is asked for', async () => {
	await runNode({ ...policy('createAnyway'), items: [await named('Ava'), await named('Ava')] });
	expect(await voicesNamed('Ava')).toHaveLength(4);
	expect(await requestsTo('/voices')).toEqual([]);
});
