import { describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { Hints } from '../../nodes/Vogent/execution/hints.ts';
import { runWithConcurrency } from '../../nodes/Vogent/execution/run.ts';
import { Ledger, listEntries } from '../../nodes/Vogent/execution/ledger.ts';
import { isNamed, NameLock, NotStarted } from '../../nodes/Vogent/execution/names.ts';
import { rejection } from './support/item.mts';

/** A task that ends when it is told to. */
function task() {
	return Promise.withResolvers<void>();
}

const soon = async () => await new Promise((resolve) => setImmediate(resolve));

describe('the ledger of what an execution has created', () => {
	const anna = { name: 'Anna', state: 'created', json: { id: 'a' } } as const;

	test('knows nothing of an item for which nothing was sent', () => {
		const context = {};
		const ledger = new Ledger(context, 'voice', 0);
		expect(ledger.find(0)).toBeUndefined();
		expect(ledger.named('Anna')).toEqual([]);
		expect(listEntries(context, 'created', 0)).toEqual([]);
	});

	test('remembers an item over another try of the execution', () => {
		const context: IDataObject = {};
		new Ledger(context, 'voice', 0).write(3, anna);
		const ledger = new Ledger(context, 'voice', 0);
		expect(ledger.find(3)).toEqual({ runIndex: 0, itemIndex: 3, ...anna });
		expect(ledger.named('Anna')).toEqual([{ runIndex: 0, itemIndex: 3, ...anna }]);
		expect(listEntries(context, 'created', 0)).toEqual([{ itemIndex: 3, name: 'Anna', id: 'a' }]);
		expect(JSON.parse(JSON.stringify(context))).toEqual(context);
	});

	test('leaves alone what else is in the context', () => {
		const context: IDataObject = { other: 1, created: { call: { '0:0': 'kept' } } };
		new Ledger(context, 'voice', 0).write(0, anna);
		expect(context).toMatchObject({ other: 1, created: { call: { '0:0': 'kept' } } });
	});

	test('tells the runs of a loop apart, but knows the names of all', () => {
		const context: IDataObject = {};
		new Ledger(context, 'voice', 0).write(0, anna);
		const second = new Ledger(context, 'voice', 1);
		expect(second.find(0)).toBeUndefined();
		expect(second.named('Anna')).toHaveLength(1);
		second.write(0, anna);
		expect(second.named('Anna')).toHaveLength(2);
		expect(new Ledger(context, 'voice', 0).find(0)?.runIndex).toBe(0);
	});

	test('tells kinds of creations apart', () => {
		const context: IDataObject = {};
		new Ledger(context, 'voice', 0).write(0, anna);
		expect(new Ledger(context, 'call', 0).find(0)).toBeUndefined();
	});

	test('tells what a tool is asked for apart, and not its runs', () => {
		const context: IDataObject = {};
		new Ledger(context, 'call', 0).write(0, anna, 'asked');
		const second = new Ledger(context, 'call', 5);
		expect(second.find(0, 'asked')).toMatchObject(anna);
		expect(second.find(0, 'other')).toBeUndefined();
		expect(new Ledger(context, 'call', 0).find(0)).toBeUndefined();
	});

	test('replaces what was known of an item, its names too', () => {
		const ledger = new Ledger({}, 'voice', 0);
		ledger.write(0, { name: 'Bea', earlierNames: ['Cid'], state: 'inDoubt' });
		expect(ledger.named('Cid')).toEqual(ledger.named('Bea'));
		expect(ledger.named('Cid')).toHaveLength(1);
		ledger.write(0, anna);
		expect(ledger.named('Bea')).toEqual([]);
		expect(ledger.named('Cid')).toEqual([]);
		expect(ledger.named('Anna')).toHaveLength(1);
		ledger.write(0, { ...anna, json: { id: 'b' } });
		expect(ledger.named('Anna').map(({ json }) => json)).toEqual([{ id: 'b' }]);
	});

	test.each(['Zo\u0065\u0308', 'Zo\u00eb', ' Zo\u00eb\n'])('knows %j by each spelling', (name) => {
		const ledger = new Ledger({}, 'voice', 0);
		ledger.write(0, { ...anna, name: 'Zo\u00eb' });
		expect(ledger.named(name)).toHaveLength(1);
	});

	test('lists what was created, or is in doubt, of all kinds and runs, in the order of runs and items', () => {
		const context: IDataObject = {};
		const ledger = new Ledger(context, 'voice', 1);
		ledger.write(10, { ...anna, name: 'Dora', json: { id: 'd' } });
		ledger.write(2, anna);
		ledger.write(0, { name: 'Bea', state: 'found', json: { id: 'b' } });
		ledger.write(1, { name: 'Cid', state: 'inDoubt' });
		ledger.write(11, { name: 'Eve', state: 'created', json: { id: 5 } });
		ledger.write(12, { name: 'Fay', state: 'created' });
		const calls = new Ledger(context, 'call', 1);
		calls.write(3, { name: 'Gus', state: 'created', json: { dialId: 'g' } });
		new Ledger(context, 'voice', 0).write(4, { ...anna, name: 'Hal', json: { id: 'h' } });
		expect(listEntries(context, 'created', 1)).toEqual([
			{ itemIndex: 2, name: 'Anna', id: 'a' },
			{ itemIndex: 3, name: 'Gus', id: 'g' },
			{ itemIndex: 10, name: 'Dora', id: 'd' },
			{ itemIndex: 11, name: 'Eve', id: '5' },
			{ itemIndex: 12, name: 'Fay', id: '' },
			{ runIndex: 0, itemIndex: 4, name: 'Hal', id: 'h' },
		]);
		expect(listEntries(context, 'inDoubt', 1)).toEqual([{ itemIndex: 1, name: 'Cid', id: '' }]);
	});
});

describe('hints', () => {
	test('are shown in the output panel, once each', () => {
		const hints = new Hints();
		expect(hints.all()).toEqual([]);
		hints.add('one');
		hints.add('one');
		hints.add('two');
		expect(hints.all()).toEqual([
			{ message: 'one', location: 'outputPane' },
			{ message: 'two', location: 'outputPane' },
		]);
	});

	test.each([
		[1, 'same (item 0)'],
		[2, 'same (item 0; item 1)'],
		[10, /; item 9\)$/],
		[11, /; item 9; and 1 more\)$/],
		[30, /; item 9; and 20 more\)$/],
	])('of %d items that say the same become one', (count, expected) => {
		const hints = new Hints();
		for (let item = 0; item < count; item++) hints.add('same', `item ${item}`);
		const [hint, ...others] = hints.all();
		expect(hint?.message).toMatch(expected);
		expect(others).toEqual([]);
	});

	test('have no HTML from outside, and do not grow with it', () => {
		const hints = new Hints();
		for (let item = 0; item < 10; item++) {
			hints.add('same', `item ${item}: <a href="https://x">${'y'.repeat(5000)}</a>`);
		}
		hints.add('<img src=x>'.repeat(1000));
		const messages = hints.all().map(({ message }) => message);
		expect(messages).toEqual([
			expect.stringMatching(/^same \(item 0: ‹a href="https:\/\/x"›y+…; .*item 9: .*…\)$/),
			expect.stringMatching(/^‹img src=x›.*…$/),
		]);
		expect(Math.max(...messages.map(({ length }) => length))).toBe(2000);
	});
});

describe('items in order', () => {
	async function run(count: number, concurrency: number, isOver = () => false) {
		const started: number[] = [];
		const tasks = Array.from({ length: count }, task);
		const handle = async (item: number) => {
			started.push(item);
			await tasks[item]?.promise;
		};
		const all = runWithConcurrency(count, concurrency, handle, isOver);
		all.catch(() => undefined);
		await soon();
		return { started, tasks, all };
	}

	test('as many at a time as is allowed, the next one as soon as one has ended', async () => {
		const { started, tasks, all } = await run(4, 2);
		expect(started).toEqual([0, 1]);
		tasks[1]?.resolve();
		await soon();
		expect(started).toEqual([0, 1, 2]);
		for (const { resolve } of tasks) resolve();
		await all;
		expect(started).toEqual([0, 1, 2, 3]);
	});

	test.each([
		[0, 4],
		[1, 4],
		[3, 1],
	])('%d items, %d at a time, are each handled once', async (count, concurrency) => {
		const handled: number[] = [];
		const handle = (item: number) => Promise.resolve(void handled.push(item));
		await runWithConcurrency(count, concurrency, handle, () => false);
		expect(handled).toEqual(Array.from({ length: count }, (_, item) => item));
	});

	test('none is started once it is over, and those under way are awaited', async () => {
		let isOver = false;
		const { started, tasks, all } = await run(5, 2, () => isOver);
		isOver = true;
		tasks[0]?.resolve();
		await soon();
		expect(started).toEqual([0, 1]);
		let isEnded = false;
		void all.then(() => (isEnded = true));
		await soon();
		expect(isEnded).toBe(false);
		tasks[1]?.resolve();
		await all;
	});

	test('what is thrown first is thrown, when all others have ended', async () => {
		const { tasks, all } = await run(2, 2);
		let isEnded = false;
		const ended = rejection(all).then((error) => {
			isEnded = true;
			return error;
		});
		tasks[0]?.reject(new Error('first'));
		await soon();
		expect(isEnded).toBe(false);
		tasks[1]?.reject(new Error('second'));
		expect(await ended).toEqual(new Error('first'));
	});
});

test.each([
	['Anna', ' Anna\n', true],
	['Zo\u00eb', 'Zoe\u0308', true],
	['Anna', 'anna', false],
	['7', 7, false],
])('whether %j is the name %j', (name, given, expected) => {
	expect(isNamed(name, given)).toBe(expected);
});

describe('nameLock', () => {
	/** Takes nameLock for items with these names; gives those that have got theirs, and what the others threw. */
	async function takeAll(nameLock: NameLock, names: string[]) {
		const log: string[] = [];
		const errors: unknown[] = [];
		names.forEach((name, itemIndex) => {
			void nameLock.acquire(name, itemIndex).then(
				() => log.push(`${name} ${itemIndex}`),
				(error: unknown) => errors.push(error),
			);
		});
		await soon();
		return { log, errors };
	}

	test('those of one name come one after the other, others at once', async () => {
		const nameLock = new NameLock(() => false);
		const { log } = await takeAll(nameLock, ['Anna', 'Anna', 'Anna', 'Bea']);
		expect(log).toEqual(['Anna 0', 'Bea 3']);
		nameLock.release(0);
		await soon();
		expect(log).toEqual(['Anna 0', 'Bea 3', 'Anna 1']);
		nameLock.release(3);
		nameLock.release(0);
		await soon();
		expect(log).toHaveLength(3);
		nameLock.release(1);
		await soon();
		expect(log).toEqual(['Anna 0', 'Bea 3', 'Anna 1', 'Anna 2']);
	});

	test('one that comes later does not wait for those that have ended', async () => {
		const nameLock = new NameLock(() => false);
		await takeAll(nameLock, ['Anna']);
		nameLock.release(0);
		const later = nameLock.acquire('Anna', 7).then(() => 'got it');
		expect(await later).toBe('got it');
	});

	test('those of one execution wait for each other in all its runs, and go by the spelling that counts', async () => {
		const memory = {};
		const first = new NameLock(() => false, memory);
		await takeAll(first, ['Zo\u00eb']);
		const { log } = await takeAll(new NameLock(() => false, memory), ['Zoe\u0308 ', 'Bea']);
		const other = await takeAll(new NameLock(() => false, {}), ['Zo\u00eb']);
		expect([log, other.log]).toEqual([['Bea 1'], ['Zo\u00eb 0']]);
		first.release(0);
		await soon();
		expect(log).toEqual(['Bea 1', 'Zoe\u0308  0']);
	});

	test('an item does not wait for itself', async () => {
		const nameLock = new NameLock(() => false);
		await nameLock.acquire('Anna', 0);
		await nameLock.acquire('Anna', 0);
		nameLock.release(0);
		expect(await nameLock.acquire('Anna', 1).then(() => 'got it')).toBe('got it');
	});

	test('an item that never took a turn may end', () => {
		expect(() => new NameLock(() => false).release(0)).not.toThrow();
	});

	test('those that wait are not started once it is over; the first of a name is', async () => {
		const nameLock = new NameLock(() => true);
		const { log, errors } = await takeAll(nameLock, ['Anna', 'Anna']);
		nameLock.release(0);
		await soon();
		expect(log).toEqual(['Anna 0']);
		expect(errors).toEqual([new NotStarted('An item before this one has ended the execution')]);
		expect(errors[0]).toBeInstanceOf(NotStarted);
	});
});
