import { describe, expect, test } from '@jest/globals';

import { record } from '../../nodes/Vogent/execution/ledger.ts';
import { findNamed, listIds, pollByName } from '../../nodes/Vogent/execution/findNamed.ts';
import { creationOf, useItems } from './support/creation.mts';
import { rejection, withoutWaiting } from './support/item.mts';

const { itemOf } = useItems();

describe('looking again', () => {
	const look = async (seconds: number, signal?: AbortSignal) => {
		const item = await itemOf({ signal });
		const start = Date.now();
		const times: number[] = [];
		const list = () => {
			times.push(Date.now());
			return Promise.resolve([]);
		};
		const { waited } = await withoutWaiting(async () => await pollByName(item, list, seconds));
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

describe('the IDs of what has a name', () => {
	test.each([
		[20, /, 19$/],
		[21, /, 19, and 1 more$/],
	])('of %d, at most 20 are listed', (count, expected) => {
		const found = Array.from({ length: count }, (_, id) => ({ id }));
		expect(listIds(found)).toMatch(expected);
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
		const { creation } = creationOf([[{ id: 'a' }, { id: 'b', voiceType: 'stock' }]]);
		expect(await rejection(findNamed(await itemOf({ itemIndex: 2 }), creation))).toMatchObject({
			message: 'Vogent has 2 things named "Anna"',
			description:
				'None of them was picked: a, b (stock). Use the ID of the right one, or another name.',
			context: { itemIndex: 2 },
		});
	});

	test('in this execution, which the service is not asked for', async () => {
		const item = await itemOf();
		await record({ ...item, itemIndex: 1 }, { name: 'Anna', state: 'created', json: { id: 'a' } });
		await record(
			{ ...item, itemIndex: 2 },
			{ name: 'Anna', state: 'found', json: { id: 'a', more: 1 } },
		);
		await record({ ...item, itemIndex: 3 }, { name: 'Anna', state: 'inDoubt' });
		const { creation, list } = creationOf();
		expect(await findNamed(item, creation)).toEqual({ id: 'a', more: 1 });
		expect(list).not.toHaveBeenCalled();
	});

	test('what another account of this execution has is not it', async () => {
		const item = await itemOf();
		item.ledger.write(1, { name: 'Anna', account: 'another', state: 'created', json: { id: 'a' } });
		expect(await findNamed(item, creationOf().creation)).toBeUndefined();
	});

	test('two in this execution', async () => {
		const item = await itemOf();
		await record({ ...item, itemIndex: 1 }, { name: 'Anna', state: 'created', json: { id: 'a' } });
		await record({ ...item, itemIndex: 2 }, { name: 'Anna', state: 'created', json: { id: 'b' } });
		expect(await rejection(findNamed(item, creationOf().creation))).toMatchObject({
			message: 'Vogent has 2 things named "Anna"',
		});
	});

	test('the item’s own creation that is in doubt is not looked for here', async () => {
		const item = await itemOf();
		await record({ ...item, itemIndex: 0 }, { name: 'Anna', state: 'inDoubt' });
		const { creation, list } = creationOf([[{ id: 'a' }]]);
		expect(await findNamed(item, creation)).toBeUndefined();
		expect(list).not.toHaveBeenCalled();
	});

	describe('where another item’s creation is in doubt', () => {
		async function withUnknownOutcome() {
			const item = await itemOf({ itemIndex: 2 });
			await record({ ...item, itemIndex: 1 }, { name: 'Anna', state: 'inDoubt' });
			return item;
		}

		test('it is looked for until it is there', async () => {
			const item = await withUnknownOutcome();
			const { creation } = creationOf([[], [], [{ id: 'a' }]], 5);
			const { result, waited } = await withoutWaiting(async () => await findNamed(item, creation));
			expect(result).toEqual({ id: 'a' });
			expect(waited).toBe(1500);
		});

		test('nothing has the name once the settle time is over', async () => {
			const item = await withUnknownOutcome();
			const { result, waited } = await withoutWaiting(
				async () => await findNamed(item, creationOf([], 5).creation),
			);
			expect(result).toBeUndefined();
			expect(waited).toBe(5000);
		});

		test('without a settle time, what is there is given', async () => {
			const { creation } = creationOf([[{ id: 'a' }]]);
			expect(await findNamed(await withUnknownOutcome(), creation)).toEqual({ id: 'a' });
		});

		test('without a settle time, nothing is sent while it is not there', async () => {
			expect(
				await rejection(findNamed(await withUnknownOutcome(), creationOf().creation)),
			).toMatchObject({
				message: 'Another item of this execution may have created a thing named "Anna"',
				description: 'Vogent does not list it yet. Nothing was sent for this item.',
				context: { itemIndex: 2 },
			});
		});
	});
});
