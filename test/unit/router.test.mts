import { describe, expect, jest, test } from '@jest/globals';

import { route } from '../../nodes/Vogent/router.ts';
import { clip, failureOf, named, useRouter, voice } from './support/routed.mts';

const { service, contextOf, names } = useRouter();

describe('what goes on', () => {
	test('is in the order of the input, paired with it', async () => {
		service.answers.push(voice('a'), voice('b'));
		const context = await contextOf([named('Anna'), named('Bea')], { maxConcurrency: 1 });
		expect(await route(context)).toEqual([
			[
				{ json: { id: 'a' }, pairedItem: { item: 0 } },
				{ json: { id: 'b' }, pairedItem: { item: 1 } },
			],
		]);
		expect(context.hints).toEqual([]);
	});

	test('may be several items for one', async () => {
		service.answers.push({ body: { voices: [{ id: 1 }, { id: 2 }] } });
		const parameters = { operation: 'getAll', returnAll: true, filters: {} };
		expect(await route(await contextOf([{ json: {} }], {}, { parameters }))).toEqual([
			[
				{ json: { id: 1 }, pairedItem: { item: 0 } },
				{ json: { id: 2 }, pairedItem: { item: 0 } },
			],
		]);
	});

	test('shows what the operation has to say', async () => {
		service.answers.push(voice('a'));
		const item = { json: { name: 'Anna' }, binary: { Clip: clip } };
		const context = await contextOf([item]);
		await route(context);
		expect(context.hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^The items have no binary field "data"/),
		]);
	});

	test.each([
		[{ maxConcurrency: 1 }, 1],
		[{ maxConcurrency: 2 }, 2],
		[{}, 4],
	])('is sent as many at a time as the user allows: %j', async (options, concurrency) => {
		let most = 0;
		let open = 0;
		service.onRequest = () => {
			most = Math.max(most, ++open);
			setTimeout(() => open--, 0);
		};
		const items = Array.from({ length: 6 }, (_, index) => named(`Voice${index}`));
		service.answers.push(...items.map(() => voice('a')));
		await route(await contextOf(items, options));
		expect(most).toBeLessThanOrEqual(concurrency);
		expect(service.requests).toHaveLength(6);
	});

	test('is one at a time for operations that only read', async () => {
		const parameters = { operation: 'getAll', returnAll: true, filters: {} };
		const items = [{ json: {} }, { json: {} }];
		service.answers.push({ status: 422 });
		const context = await contextOf(items, { maxConcurrency: 2 }, { parameters });
		expect((await failureOf(context)).message).toMatch(/\[item 0\]$/);
		expect(service.requests).toHaveLength(1);
	});
});

test('an option that an operation does not have is not looked at', async () => {
	const parameters = { operation: 'getAll', returnAll: true, filters: {} };
	expect(
		await route(await contextOf([{ json: {} }], { maxConcurrency: 0 }, { parameters })),
	).toEqual([[]]);
});

test('what is created is remembered by what it is, run and item', async () => {
	service.answers.push(voice('a'));
	const context = await contextOf([named('Anna')], {}, { runIndex: 3 });
	await route(context);
	expect(context.getContext('node').created).toEqual({
		voice: {
			'3:0': {
				runIndex: 3,
				itemIndex: 0,
				name: 'Anna',
				account: expect.stringMatching(/^[0-9a-f]{8}$/),
				state: 'created',
				json: { id: 'a' },
			},
		},
	});
});

describe('when n8n runs the node again', () => {
	test('what was created is given again, and not created again', async () => {
		service.answers.push(voice('a'), { status: 422, body: 'no' }, voice('b'));
		const context = await contextOf([named('Anna'), named('Bea')], { maxConcurrency: 1 });
		await failureOf(context);
		expect(await route(context)).toEqual([
			[
				{ json: { id: 'a' }, pairedItem: { item: 0 } },
				{ json: { id: 'b' }, pairedItem: { item: 1 } },
			],
		]);
		expect(names()).toEqual(['Anna', 'Bea', 'Bea']);
		expect(context.hints.map(({ message }) => message)).toEqual([
			'Created or found by an earlier try of this execution, so not sent again (item 0: Anna)',
		]);
	});

	test('what an earlier try has created is listed where it fails again', async () => {
		service.answers.push(voice('a'), { status: 422, body: 'no' }, { status: 422, body: 'no' });
		const context = await contextOf([named('Anna'), named('Bea')], { maxConcurrency: 1 });
		await failureOf(context);
		const again = await failureOf(context);
		expect(again.context.created).toEqual([{ itemIndex: 0, name: 'Anna', id: 'a' }]);
	});

	test('what goes on can be changed without changing what is remembered', async () => {
		service.answers.push(voice('a'));
		const context = await contextOf([named('Anna')]);
		await route(context);
		const [[item] = []] = await route(context);
		if (item !== undefined) item.json.id = 'changed';
		expect((await route(context))[0]?.[0]?.json).toEqual({ id: 'a' });
	});
});

describe('when the user stops', () => {
	test('nothing more is started', async () => {
		const stop = new AbortController();
		service.answers.push(voice('a'));
		service.onRequest = () => stop.abort();
		const context = await contextOf(
			[named('Anna'), named('Bea')],
			{ maxConcurrency: 1 },
			{ signal: stop.signal, onError: 'continueRegularOutput' },
		);
		const [output] = await route(context);
		expect(output).toHaveLength(1);
		expect(output?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(names()).toEqual(['Anna']);
	});

	test('what was created, and what is in doubt, is logged', async () => {
		const stop = new AbortController();
		service.answers.push(voice('a'), { trouble: 'silent' });
		service.onRequest = () => service.requests.length === 2 && stop.abort();
		const context = await contextOf(
			[named('Anna'), named('Bea'), named('Cid')],
			{ maxConcurrency: 1 },
			{ signal: stop.signal },
		);
		const warn = jest.spyOn(context.logger, 'warn').mockReturnValue(undefined);
		await failureOf(context);
		expect(warn.mock.calls).toEqual([
			[
				'Vogent: the execution was stopped. Created by the node "Vogent": [{"itemIndex":0,"name":"Anna","id":"a"}]. May have been created: [{"itemIndex":1,"name":"Bea","id":""}]',
			],
		]);
		warn.mockRestore();
	});

	test('nothing is logged where nothing was created', async () => {
		const context = await contextOf([named('Anna')], {}, { signal: AbortSignal.abort() });
		const warn = jest.spyOn(context.logger, 'warn');
		await route(context);
		expect(warn).not.toHaveBeenCalled();
		warn.mockRestore();
	});

	test('items that wait for one of the same name are not started after a failure', async () => {
		service.answers.push({ body: { voices: [] } }, { status: 422, body: 'no' });
		const context = await contextOf([named('Anna'), named('Anna')], { ifNameExists: 'reuse' });
		const error = await failureOf(context);
		expect(error.message).toBe('no [item 0]');
		expect(error.description).not.toContain('Items that failed');
		expect(service.requests).toHaveLength(2);
	});
});

describe('items of the same name', () => {
	test('make one voice, where the existing one is to be used', async () => {
		service.answers.push({ body: { voices: [] } }, voice('a'));
		const context = await contextOf([named('Anna'), named('Anna')], { ifNameExists: 'reuse' });
		const [output] = await route(context);
		expect(output?.map(({ json }) => json)).toEqual([{ id: 'a' }, { id: 'a' }]);
		expect(service.requests).toHaveLength(2);
	});
});
