import { describe, expect, test } from '@jest/globals';

import type { NodeApiError } from 'n8n-workflow';

import { listRows } from '../../nodes/Vogent/transport/pages.ts';
import { useService, type Answer } from '../support/service.mts';
import { itemRunOf, rejection, useContexts } from './support/item.mts';

useContexts();

const service = useService();

async function listed(answers: Answer[], limit?: number) {
	service.answers.push(...answers);
	const item = await itemRunOf({ baseUrl: service.baseUrl, itemIndex: 2 });
	const list = { path: '/voices', rowsKey: 'voices', query: { name: 'Anna' } };
	return await listRows(item, list, limit);
}

const page = (ids: number[], cursor?: unknown): Answer => ({
	body: { voices: ids.map((id) => ({ id })), cursor },
});

describe('a list', () => {
	test('is read page by page, until there is no cursor', async () => {
		const rows = await listed([page([1, 2], 'a'), page([3], 7), page([4], null)]);
		expect(rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]);
		expect(service.asked).toEqual([
			'GET /api/voices?name=Anna&limit=100',
			'GET /api/voices?name=Anna&limit=100&cursor=a',
			'GET /api/voices?name=Anna&limit=100&cursor=7',
		]);
	});

	test('is read no further than is wanted', async () => {
		expect(await listed([page([1, 2], 'a'), page([3, 4, 5], 'b')], 4)).toEqual([
			{ id: 1 },
			{ id: 2 },
			{ id: 3 },
			{ id: 4 },
		]);
		expect(service.asked).toEqual([
			'GET /api/voices?name=Anna&limit=4',
			'GET /api/voices?name=Anna&limit=2&cursor=a',
		]);
	});

	test('may have no cursor at all', async () => {
		expect(await listed([page([1])])).toEqual([{ id: 1 }]);
		expect(service.requests).toHaveLength(1);
	});

	test.each([
		[{ rows: [] }, 'Vogent\'s list has no "voices"'],
		[{ voices: null }, 'Vogent\'s list has no "voices"'],
		[{ voices: { length: 0 } }, 'Vogent\'s list has no "voices"'],
		[{ voices: [{ id: 1 }, 7] }, 'Vogent\'s list "voices" has entries that cannot be read'],
		[{ voices: [null] }, 'Vogent\'s list "voices" has entries that cannot be read'],
		[{ voices: [[]] }, 'Vogent\'s list "voices" has entries that cannot be read'],
		[{ voices: ['a'] }, 'Vogent\'s list "voices" has entries that cannot be read'],
		[{ voices: [], cursor: {} }, 'Vogent gave a cursor that is not text'],
		[{ voices: [], cursor: ['a'] }, 'Vogent gave a cursor that is not text'],
	])('%j: %s', async (body, message) => {
		expect(await rejection(listed([{ body }]))).toMatchObject({
			message,
			description:
				'Reading stopped because the list would be incomplete. Try again later, or ask for at most 100 results.',
			context: { itemIndex: 2 },
		});
	});

	test('that the service gives as a whole is asked for once, without a limit', async () => {
		service.answers.push(page([1, 2, 3], 'a'));
		const item = await itemRunOf({ baseUrl: service.baseUrl });
		const list = { path: '/models', rowsKey: 'voices', isUnpaged: true };
		expect(await listRows(item, list, 2)).toEqual([{ id: 1 }, { id: 2 }]);
		expect(await listRows(item, { ...list, query: { a: 1 } })).toEqual([]);
		expect(service.asked).toEqual(['GET /api/models', 'GET /api/models?a=1']);
	});

	test('that is refused says what was asked', async () => {
		expect(await rejection(listed([{ status: 404 }]))).toMatchObject({
			description: expect.stringContaining(`(HTTP 404 from GET ${service.baseUrl}/voices)`),
		});
	});

	test.each([403, 404, 405, 401, 500])(
		'that the service may not have says what is needed: after %d',
		async (status) => {
			service.answers.push(...Array<Answer>(2).fill({ status, body: { message: 'no list' } }));
			const item = await itemRunOf({ baseUrl: service.baseUrl, settings: { maxTries: 1 } });
			const list = { path: '/functions', isUnpaged: true };
			const { message, description } = (await rejection(
				listRows(item, { ...list, whereRefused: 'Enter the ID' }),
			)) as NodeApiError;
			const isExplained = status < 500 && status !== 401;
			expect(message).toBe(isExplained ? 'Enter the ID' : 'no list');
			expect(description?.startsWith('no list. ')).toBe(isExplained);
			expect(await rejection(listRows(item, list))).toMatchObject({ message: 'no list' });
		},
	);

	test('that is bare is a list, too, where it has no pages', async () => {
		service.answers.push({ body: [{ id: 1 }] }, { body: [{ id: 1 }] });
		const item = await itemRunOf({ baseUrl: service.baseUrl });
		expect(await listRows(item, { path: '/functions', isUnpaged: true })).toEqual([{ id: 1 }]);
		expect(await rejection(listRows(item, { path: '/agents' }))).toMatchObject({
			message: "Vogent's answer could not be read: it is not a JSON object",
		});
	});

	test('that never ends is read no further', async () => {
		expect(await rejection(listed([page([1], 'a'), page([1], 'a')]))).toMatchObject({
			message: 'Vogent gave the same page of the list twice',
		});
	});
});
