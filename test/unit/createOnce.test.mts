import { describe, expect, jest, test } from '@jest/globals';
import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import {
	createOnce,
	listed,
	lookAgain,
	theOnly,
	type Creation,
} from '../../nodes/Vogent/execution/createOnce.ts';
import { findNamed } from '../../nodes/Vogent/execution/findNamed.ts';
import { useService } from '../support/service.mts';
import { itemRunOf, rejection, withoutWaiting, useContexts } from './support/item.mts';

useContexts();

const service = useService();

const itemOf = async (changes: Parameters<typeof itemRunOf>[0] = {}) =>
	await itemRunOf({ baseUrl: service.baseUrl, ...changes });

/** A creation whose list gives these, one after the other, the last again and again. */
function creationOf(lists: Array<IDataObject[] | Error> = [], settleSeconds?: number) {
	const list = jest.fn<() => Promise<IDataObject[]>>();
	for (const found of lists) {
		if (found instanceof Error) list.mockRejectedValueOnce(found);
		else list.mockResolvedValueOnce(found);
	}
	list.mockResolvedValue([]);
	const creation: Creation = {
		creates: 'thing',
		name: 'Anna',
		request: jest.fn(() => Promise.resolve({ method: 'POST' as const, path: '/things' })),
		listNamed: list,
		settleSeconds,
	};
	return { creation, list };
}

const lost = { trouble: 'lost' as const };
const DOUBT =
	/^The thing may still have been created\. Check in Vogent before you run this again, or you may get a second one\. \([^()]*\)/;

function descriptionOf(error: unknown): string {
	const { description } = error as NodeOperationError;
	return (description ?? '').replace(DOUBT, 'DOUBT');
}

describe('something that is to be created once', () => {
	test('is created, and written down', async () => {
		service.answers.push({ body: { id: 'a' } });
		const item = await itemOf({ itemIndex: 2 });
		const { creation, list } = creationOf();
		expect(await createOnce(item, creation)).toEqual({ id: 'a' });
		expect(item.ledger.find(2)).toMatchObject({
			name: 'Anna',
			state: 'created',
			json: { id: 'a' },
		});
		expect(service.asked).toEqual(['POST /api/things']);
		expect(list).not.toHaveBeenCalled();
		expect(item.hints.all()).toEqual([]);
	});

	test('is not written down where the service has refused it', async () => {
		service.answers.push({ status: 422, body: { message: 'too short' } });
		const item = await itemOf();
		const error = await rejection(createOnce(item, creationOf().creation));
		expect(error).toMatchObject({ message: 'too short' });
		expect(item.ledger.find(0)).toBeUndefined();
		expect(service.requests).toHaveLength(1);
	});

	test('uses up the user’s tries over all failures', async () => {
		service.answers.push({ status: 503 }, lost, { status: 503 }, { body: { id: 'a' } });
		const item = await itemOf({ settings: { maxTries: 3 } });
		const { creation } = creationOf([], 0);
		const { result } = await withoutWaiting(
			async () => await rejection(createOnce(item, creation)),
		);
		expect(result).toMatchObject({ httpCode: '503' });
		expect(service.requests).toHaveLength(3);
		expect(creation.request).toHaveBeenCalledTimes(1);
	});
});

describe('where the answer was lost', () => {
	test('without a settle time the error lists what has the name, and nothing is sent again', async () => {
		service.answers.push(lost);
		const item = await itemOf();
		const { creation } = creationOf([[{ id: 'a', voiceType: 'cloned' }, { id: 7 }]]);
		const error = await rejection(createOnce(item, creation));
		expect(descriptionOf(error)).toBe(
			'DOUBT Vogent now lists under the name "Anna": a (cloned), 7',
		);
		expect(error).toMatchObject({ context: { mayExist: true } });
		expect(service.requests).toHaveLength(1);
		expect(item.ledger.find(0)).toEqual({
			runIndex: 0,
			itemIndex: 0,
			name: 'Anna',
			state: 'inDoubt',
		});
	});

	test('the error says where nothing has the name', async () => {
		service.answers.push(lost);
		const error = await rejection(createOnce(await itemOf(), creationOf().creation));
		expect(descriptionOf(error)).toBe('DOUBT Vogent lists no thing named "Anna" so far.');
	});

	test.each([
		['there is no list', { listNamed: undefined }],
		['there is no list, but a settle time', { listNamed: undefined, settleSeconds: 5 }],
	])('the error is left as it is where %s', async (_name, changes) => {
		service.answers.push(lost);
		const { creation } = creationOf();
		const error = await rejection(createOnce(await itemOf(), { ...creation, ...changes }));
		expect(descriptionOf(error)).toBe('DOUBT');
		expect(service.requests).toHaveLength(1);
	});

	test.each([undefined, 5])('the error says why the list failed (settle: %s)', async (settle) => {
		service.answers.push(lost);
		const { creation } = creationOf([new Error('no list')], settle);
		const error = await rejection(createOnce(await itemOf(), creation));
		expect(descriptionOf(error)).toBe(
			'DOUBT Whether Vogent lists a thing named "Anna" is not known: no list.',
		);
		expect(service.requests).toHaveLength(1);
	});

	test('the error says why the list failed, whatever it throws', async () => {
		service.answers.push(lost);
		const { creation, list } = creationOf([]);
		list.mockReset().mockRejectedValue('a text');
		const error = await rejection(createOnce(await itemOf(), creation));
		expect(descriptionOf(error)).toMatch(/ is not known: a text\.$/);
	});

	test('with a settle time it is looked for, and given where it is found', async () => {
		service.answers.push(lost);
		const item = await itemOf({ itemIndex: 3 });
		const { creation, list } = creationOf([[], [], [{ id: 'a' }]], 15);
		const { result, waited } = await withoutWaiting(async () => await createOnce(item, creation));
		expect(result).toEqual({ id: 'a' });
		expect(waited).toBe(500 + 1000);
		expect(list).toHaveBeenCalledTimes(3);
		expect(service.requests).toHaveLength(1);
		expect(item.ledger.find(3)).toMatchObject({
			name: 'Anna',
			state: 'created',
			json: { id: 'a' },
		});
		expect(item.hints.all().map(({ message }) => message)).toEqual([
			"Vogent's answer was lost, but the thing was created and found by its name (item 3: Anna)",
		]);
	});

	test('it is created again where it is not found, with the request that there is', async () => {
		service.answers.push(lost, { body: { id: 'b' } });
		const item = await itemOf();
		const { creation } = creationOf([], 2);
		const { result, waited } = await withoutWaiting(async () => await createOnce(item, creation));
		expect(result).toEqual({ id: 'b' });
		expect(waited).toBe(2000);
		expect(service.requests).toHaveLength(2);
		expect(creation.request).toHaveBeenCalledTimes(1);
		expect(item.hints.all()).toEqual([]);
	});

	test('the tries end, and the error says what is there', async () => {
		service.answers.push(lost, lost, lost);
		const { creation } = creationOf([], 0);
		const error = await rejection(
			createOnce(await itemOf({ settings: { maxTries: 2 } }), creation),
		);
		expect(descriptionOf(error)).toBe('DOUBT Vogent lists no thing named "Anna" so far.');
		expect(service.requests).toHaveLength(2);
	});

	test('none is picked where several have the name', async () => {
		service.answers.push(lost);
		const { creation } = creationOf([[{ id: 'a' }, { id: 'b' }]], 5);
		const error = await rejection(createOnce(await itemOf(), creation));
		expect(error).toMatchObject({ context: { mayExist: true } });
		expect(descriptionOf(error)).toBe('DOUBT Vogent now lists under the name "Anna": a, b');
		expect(service.requests).toHaveLength(1);
	});

	test.each([undefined, 5])('nothing is looked for once the user stops (%s)', async (settle) => {
		const stop = new AbortController();
		service.answers.push({ trouble: 'silent' });
		service.onRequest = () => stop.abort();
		const { creation, list } = creationOf([], settle);
		const item = await itemOf({ signal: stop.signal });
		const error = await rejection(createOnce(item, creation));
		expect(error).toMatchObject({ message: 'The execution was stopped during the request' });
		expect(descriptionOf(error)).toBe('DOUBT');
		expect(list).not.toHaveBeenCalled();
	});

	test('it is not sent again where the user stops while it is looked for', async () => {
		const stop = new AbortController();
		service.answers.push(lost);
		const { creation, list } = creationOf([], 5);
		list.mockReset().mockImplementation(() => {
			stop.abort();
			return Promise.resolve([]);
		});
		const error = await rejection(createOnce(await itemOf({ signal: stop.signal }), creation));
		expect(descriptionOf(error)).toBe('DOUBT');
		expect(service.requests).toHaveLength(1);
		expect(list).toHaveBeenCalledTimes(1);
	});
});

describe('where an earlier run left something of the same name', () => {
	const another = async (state: 'inDoubt' | 'created', node: { type: string }) => {
		const nodeContext = {};
		const before = await itemOf({ nodeContext });
		before.ledger.write(0, { name: 'Anna', state, json: { id: 'a' } });
		before.ledger.write(1, { name: 'Ben', state: 'inDoubt' });
		before.ledger.write(2, { name: 'Anna', state: 'created', json: { id: 'b' } });
		return await itemOf({ nodeContext, runIndex: 1, node });
	};
	const tool = { type: 'n8n-nodes-vogent.vogentTool' };

	test('in doubt, a tool does not create it again: its tries are runs to n8n', async () => {
		const error = await rejection(
			createOnce(await another('inDoubt', tool), creationOf().creation),
		);
		expect(error).toMatchObject({ message: expect.stringMatching(/^An earlier try/) });
		expect(service.requests).toEqual([]);
	});

	test.each([
		['created, a tool creates another', 'created', tool],
		['in doubt, a workflow creates another', 'inDoubt', { type: 'n8n-nodes-vogent.vogent' }],
	] as const)('%s', async (_, state, node) => {
		service.answers.push({ body: { id: 'c' } });
		expect(await createOnce(await another(state, node), creationOf().creation)).toEqual({
			id: 'c',
		});
	});
});

describe('where n8n keeps nothing of a try', () => {
	test('nothing is sent with Retry On Fail, which would create it twice', async () => {
		const item = await itemOf({ nodeContext: null, node: { retryOnFail: true } });
		expect(item.ledger.isKept).toBe(false);
		expect(await rejection(createOnce(item, creationOf().creation))).toMatchObject({
			message: 'Turn off "Retry On Fail" in this node',
			description:
				'Here n8n keeps no memory of an earlier try, so a retry could create the thing twice. Nothing was sent.',
			context: { itemIndex: 0 },
		});
		expect(service.requests).toEqual([]);
	});

	test.each([
		['without it', null, {}],
		['where n8n keeps it', {}, { retryOnFail: true }],
	])('it is created %s', async (_, nodeContext, node) => {
		service.answers.push({ body: { id: 'a' } });
		const item = await itemOf({ nodeContext, node });
		expect(await createOnce(item, creationOf().creation)).toEqual({ id: 'a' });
	});
});

describe('where an earlier try of the execution left it in doubt', () => {
	async function inDoubt() {
		const item = await itemOf({ itemIndex: 1 });
		item.ledger.write(1, { name: 'Anna', state: 'inDoubt' });
		return item;
	}

	test('it is not sent again', async () => {
		const error = await rejection(createOnce(await inDoubt(), creationOf().creation));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message:
				'An earlier try of this execution may have created this thing, so it was not sent again',
			description:
				'Check in Vogent whether the thing exists. If it does not, start a new execution. Vogent lists no thing named "Anna" so far.',
			context: { itemIndex: 1, mayExist: true },
		});
		expect(service.requests).toEqual([]);
	});

	test('it is given where it is found', async () => {
		const item = await inDoubt();
		const { creation } = creationOf([[{ id: 'a' }]], 5);
		expect(await createOnce(item, creation)).toEqual({ id: 'a' });
		expect(creation.request).not.toHaveBeenCalled();
		expect(item.ledger.find(1)?.state).toBe('created');
	});

	test('it is sent where it is not found in time', async () => {
		service.answers.push({ body: { id: 'b' } });
		const item = await inDoubt();
		expect(await createOnce(item, creationOf([], 0).creation)).toEqual({ id: 'b' });
	});

	test.each(['created', 'found'] as const)('what was %s is in no doubt', async (state) => {
		service.answers.push({ body: { id: 'b' } });
		const item = await itemOf();
		item.ledger.write(0, { name: 'Anna', state, json: { id: 'a' } });
		expect(await createOnce(item, creationOf().creation)).toEqual({ id: 'b' });
	});
});

describe('looking again', () => {
	const look = async (seconds: number, signal?: AbortSignal) => {
		const item = await itemOf({ signal });
		const start = Date.now();
		const times: number[] = [];
		const list = () => {
			times.push(Date.now());
			return Promise.resolve([]);
		};
		const { waited } = await withoutWaiting(async () => await lookAgain(item, list, seconds));
		expect(times[0]).toBeGreaterThanOrEqual(start);
		return { waited, gaps: times.slice(1).map((time, index) => time - (times[index] ?? 0)) };
	};

	test.each([
		[0, []],
		[0.3, [300]],
		[1, [500, 500]],
		[15, [500, 1000, 2000, 4000, 4000, 3500]],
	])('for %d seconds, less and less often', async (seconds, gaps) => {
		expect(await look(seconds)).toEqual({ waited: seconds * 1000, gaps });
	});

	test('ends when the user has stopped', async () => {
		expect(await look(15, AbortSignal.abort())).toEqual({ waited: 0, gaps: [] });
	});
});

describe('the only one of a name', () => {
	const only = async (found: IDataObject[]) =>
		theOnly(await itemOf({ itemIndex: 2 }), { creates: 'thing', name: 'Anna' }, found);

	test('is picked', async () => {
		expect(await only([])).toBeUndefined();
		expect(await only([{ id: 'a' }])).toEqual({ id: 'a' });
	});

	test('is none where there are two', async () => {
		expect(await rejection(only([{ id: 'a' }, { id: 'b', voiceType: 'stock' }]))).toMatchObject({
			message: 'Vogent has 2 things named "Anna"',
			description:
				'None of them was picked: a, b (stock). Use the ID of the right one, or another name.',
			context: { itemIndex: 2 },
		});
	});

	test.each([
		[20, /, 19$/],
		[21, /, 19, and 1 more$/],
	])('of %d, at most 20 are listed', (count, expected) => {
		const found = Array.from({ length: count }, (_, id) => ({ id }));
		expect(listed(found)).toMatch(expected);
	});
});

describe('what has a name already', () => {
	test('in the service', async () => {
		const { creation, list } = creationOf([[{ id: 'a' }]], 5);
		expect(await findNamed(await itemOf(), creation)).toEqual({ id: 'a' });
		expect(list).toHaveBeenCalledTimes(1);
	});

	test('nothing, which is asked once', async () => {
		const { creation, list } = creationOf([], 5);
		const { waited } = await withoutWaiting(async () => await findNamed(await itemOf(), creation));
		expect(waited).toBe(0);
		expect(list).toHaveBeenCalledTimes(1);
	});

	test('nothing where there is no list', async () => {
		const { creation } = creationOf();
		const found = await findNamed(await itemOf(), { ...creation, listNamed: undefined });
		expect(found).toBeUndefined();
	});

	test('several in the service', async () => {
		const { creation } = creationOf([[{ id: 'a' }, { id: 'b' }]]);
		expect(await rejection(findNamed(await itemOf(), creation))).toMatchObject({
			message: 'Vogent has 2 things named "Anna"',
		});
	});

	test('in this execution, which the service is not asked for', async () => {
		const item = await itemOf();
		item.ledger.write(1, { name: 'Anna', state: 'created', json: { id: 'a' } });
		item.ledger.write(2, { name: 'Anna', state: 'found', json: { id: 'a', more: 1 } });
		item.ledger.write(3, { name: 'Anna', state: 'inDoubt' });
		const { creation, list } = creationOf();
		expect(await findNamed(item, creation)).toEqual({ id: 'a', more: 1 });
		expect(list).not.toHaveBeenCalled();
	});

	test('two in this execution', async () => {
		const item = await itemOf();
		item.ledger.write(1, { name: 'Anna', state: 'created', json: { id: 'a' } });
		item.ledger.write(2, { name: 'Anna', state: 'created', json: { id: 'b' } });
		expect(await rejection(findNamed(item, creationOf().creation))).toMatchObject({
			message: 'Vogent has 2 things named "Anna"',
		});
	});

	test('the item’s own creation that is in doubt is not looked for here', async () => {
		const item = await itemOf();
		item.ledger.write(0, { name: 'Anna', state: 'inDoubt' });
		const { creation, list } = creationOf([[{ id: 'a' }]]);
		expect(await findNamed(item, creation)).toBeUndefined();
		expect(list).not.toHaveBeenCalled();
	});

	describe('where another item’s creation is in doubt', () => {
		async function withDoubt() {
			const item = await itemOf({ itemIndex: 2 });
			item.ledger.write(1, { name: 'Anna', state: 'inDoubt' });
			return item;
		}

		test('it is looked for until it is there', async () => {
			const item = await withDoubt();
			const { creation } = creationOf([[], [], [{ id: 'a' }]], 5);
			const { result, waited } = await withoutWaiting(async () => await findNamed(item, creation));
			expect(result).toEqual({ id: 'a' });
			expect(waited).toBe(1500);
		});

		test('nothing has the name once the settle time is over', async () => {
			const item = await withDoubt();
			const { result, waited } = await withoutWaiting(
				async () => await findNamed(item, creationOf([], 5).creation),
			);
			expect(result).toBeUndefined();
			expect(waited).toBe(5000);
		});

		test('without a settle time, what is there is given', async () => {
			const { creation } = creationOf([[{ id: 'a' }]]);
			expect(await findNamed(await withDoubt(), creation)).toEqual({ id: 'a' });
		});

		test('without a settle time, nothing is sent while it is not there', async () => {
			expect(await rejection(findNamed(await withDoubt(), creationOf().creation))).toMatchObject({
				message: 'Another item of this execution may have created a thing named "Anna"',
				description: 'Vogent does not list it yet. Nothing was sent for this item.',
				context: { itemIndex: 2 },
			});
		});
	});
});
