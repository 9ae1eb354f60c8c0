import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { collectRows } from '../../nodes/Vogent/transport/pages.ts';
import { runs } from '../support/runs.mts';

const repeated = () => new Error('repeated');

/** A service that gives `rows` in pages of at most `cap`, whatever is asked for. */
function service(rows: number[], cap: number) {
	const asked: number[] = [];
	return {
		asked,
		readPage: (pageSize: number, cursor: string | undefined) => {
			asked.push(pageSize);
			const start = Number(cursor ?? 0);
			const end = start + Math.min(pageSize, cap);
			return Promise.resolve({
				rows: rows.slice(start, end),
				cursor: end < rows.length ? String(end) : undefined,
			});
		},
	};
}

describe('a list that goes on and on without rows', () => {
	/** So many empty pages, and then one with a row. */
	const emptyPages = (count: number) => {
		let page = 0;
		return () => {
			page++;
			return Promise.resolve(page > count ? { rows: [1] } : { rows: [], cursor: `cursor ${page}` });
		};
	};

	test('is read as long as a list may well be', async () => {
		expect(await collectRows(emptyPages(20), Infinity, repeated)).toEqual([1]);
	});

	test('is given up', async () => {
		await expect(collectRows(emptyPages(21), Infinity, repeated)).rejects.toThrow('repeated');
	});

	test('is not given up where rows come in between', async () => {
		let page = 0;
		const readPage = () => {
			page++;
			const rows = page % 15 === 0 ? [page] : [];
			return Promise.resolve({ rows, cursor: page < 60 ? String(page) : undefined });
		};
		expect(await collectRows(readPage, Infinity, repeated)).toEqual([15, 30, 45, 60]);
	});
});

describe('a list whose cursor is always new, though its rows are not', () => {
	/** Reads pages of these rows; gives how many it has read until it gave up. */
	async function pagesUntilEnd(rowsOf: (page: number) => object[]) {
		let pages = 0;
		const readPage = () => {
			pages++;
			return Promise.resolve({ rows: rowsOf(pages), cursor: `cursor ${pages}` });
		};
		await expect(collectRows<object>(readPage, Infinity, repeated)).rejects.toThrow('repeated');
		return pages;
	}

	test.each<[string, (page: number) => object[]]>([
		['the same ID', (page) => [{ id: 'a', updatedAt: page }]],
		['the same number as the ID', (page) => [{ id: 7, updatedAt: page }]],
		['no ID, and all else the same', () => [{ name: 'a' }, { name: 'b' }]],
		['IDs that go round', (page) => [{ id: String(page % 2) }]],
	])('is given up: %s', async (_, rowsOf) => {
		expect(await pagesUntilEnd(rowsOf)).toBeLessThanOrEqual(23);
	});

	test('is read where a row that is new comes in between', async () => {
		let page = 0;
		const readPage = () => {
			page++;
			const rows = [{ id: 'a' }, { id: String(Math.floor(page / 20)) }];
			return Promise.resolve({ rows, cursor: page < 100 ? String(page) : undefined });
		};
		expect(await collectRows<object>(readPage, Infinity, repeated)).toHaveLength(200);
	});
});

describe('paging', () => {
	test('gives the first rows, in order, whatever the sizes of list, pages and limit', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat({ max: 450 }),
				fc.integer({ min: 1, max: 150 }),
				fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(Infinity)),
				async (count, cap, limit) => {
					const rows = Array.from({ length: count }, (_, index) => index);
					const { readPage, asked } = service(rows, cap);
					expect(await collectRows(readPage, limit, repeated)).toEqual(rows.slice(0, limit));
					expect(Math.max(...asked)).toBeLessThanOrEqual(Math.min(100, limit));
					expect(Math.min(...asked)).toBeGreaterThan(0);
				},
			),
			{ numRuns: runs(300) },
		);
	});

	test('goes on over an empty page that has a cursor', async () => {
		const pages = [{ rows: [1], cursor: 'a' }, { rows: [], cursor: 'b' }, { rows: [2] }];
		const readPage = () => Promise.resolve(pages.shift() ?? { rows: [] });
		expect(await collectRows(readPage, Infinity, repeated)).toEqual([1, 2]);
	});

	test('does not mind a repeated cursor once it has enough', async () => {
		const readPage = () => Promise.resolve({ rows: [1, 2], cursor: 'a' });
		expect(await collectRows(readPage, 4, repeated)).toEqual([1, 2, 1, 2]);
	});

	test('takes an empty cursor for the end', async () => {
		const readPage = () => Promise.resolve({ rows: [1], cursor: '' });
		expect(await collectRows(readPage, Infinity, repeated)).toEqual([1]);
	});

	test.each([[['a', 'a']], [['a', 'b', 'a']]])(
		'stops with an error where the cursors are %j',
		async (cursors) => {
			const left = [...cursors];
			const readPage = () => Promise.resolve({ rows: [1], cursor: left.shift() ?? 'more' });
			await expect(collectRows(readPage, Infinity, repeated)).rejects.toThrow('repeated');
			expect(left).toEqual([]);
		},
	);
});
