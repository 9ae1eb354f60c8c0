import { describe, expect, test } from '@jest/globals';

import { peek } from '../../nodes/Vogent/clip/peek.ts';
import { rejection } from './support/item.mts';

const LIMIT = 65_536;

/** A file with these chunks, and what happens to it. */
function fileOf(chunks: Array<Uint8Array | Error>) {
	const log: string[] = [];
	const open = () => {
		log.push('opened');
		return Promise.resolve({
			async *[Symbol.asyncIterator]() {
				for (const chunk of chunks) {
					if (chunk instanceof Error) throw chunk;
					log.push(`read ${chunk.length}`);
					yield await Promise.resolve(chunk);
				}
			},
			destroy: () => log.push('closed'),
		});
	};
	return { log, open };
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<number[]> {
	const bytes: number[] = [];
	for await (const chunk of content) for (const byte of chunk) bytes.push(byte);
	return bytes;
}

const ones = (length: number) => new Uint8Array(length).fill(1);
const twos = (length: number) => new Uint8Array(length).fill(2);

describe('the first bytes of a file', () => {
	test('are all of a short one', async () => {
		const { open, log } = fileOf([Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)]);
		expect([...(await peek(open)).start]).toEqual([1, 2, 3]);
		expect(log).toEqual(['opened', 'read 2', 'read 0', 'read 1']);
	});

	test('are none of an empty one', async () => {
		expect((await peek(fileOf([]).open)).start).toHaveLength(0);
	});

	test.each([
		[[LIMIT - 1, 1, 1], 2],
		[[LIMIT, 1], 1],
		[[LIMIT + 1, 1], 1],
		[[LIMIT - 1, 100_000, 1], 2],
		[[1, LIMIT, LIMIT], 2],
	])('are at most 64 KB, and no more chunks are read than it takes (%j)', async (lengths, read) => {
		const { open, log } = fileOf(lengths.map(ones));
		const { start } = await peek(open);
		expect(start).toHaveLength(LIMIT);
		expect(start.every((byte) => byte === 1)).toBe(true);
		expect(log).toHaveLength(1 + read);
	});

	test('are in the order of the file', async () => {
		const { start } = await peek(fileOf([ones(60_000), twos(60_000)]).open);
		expect(start.indexOf(2)).toBe(60_000);
		expect(start.lastIndexOf(1)).toBe(59_999);
	});
});

describe('the whole of a file', () => {
	test('is given without opening it a second time', async () => {
		const { open, log } = fileOf([ones(LIMIT), twos(3)]);
		const peeked = await peek(open);
		const bytes = await bytesOf(await peeked.open());
		expect(bytes).toHaveLength(LIMIT + 3);
		expect(bytes.slice(-4)).toEqual([1, 2, 2, 2]);
		expect(log.filter((entry) => entry === 'opened')).toHaveLength(1);
	});

	test('is opened anew each time after that', async () => {
		const { open, log } = fileOf([Uint8Array.of(1), Uint8Array.of(2)]);
		const peeked = await peek(open);
		for (let time = 0; time < 3; time++) {
			expect(await bytesOf(await peeked.open())).toEqual([1, 2]);
		}
		expect(log.filter((entry) => entry === 'opened')).toHaveLength(3);
	});

	test('can be closed by who asked for it, and is not closed for him', async () => {
		const { open, log } = fileOf([ones(LIMIT), ones(1)]);
		const peeked = await peek(open);
		const content = await peeked.open();
		peeked.close();
		expect(log).not.toContain('closed');
		content.destroy?.();
		expect(log.filter((entry) => entry === 'closed')).toHaveLength(1);
	});

	test('is closed, once, where nobody asked for it', async () => {
		const { open, log } = fileOf([ones(1)]);
		const peeked = await peek(open);
		expect(log).not.toContain('closed');
		peeked.close();
		peeked.close();
		expect(log.filter((entry) => entry === 'closed')).toHaveLength(1);
		expect(await bytesOf(await peeked.open())).toEqual([1]);
		expect(log.filter((entry) => entry === 'opened')).toHaveLength(2);
	});

	test('need not be something that can be closed', async () => {
		async function* plain() {
			yield await Promise.resolve(ones(1));
		}
		const peeked = await peek(() => Promise.resolve(plain()));
		expect(() => peeked.close()).not.toThrow();
		const broken = fileOf([new Error('gone')]);
		const withoutEnd = async () => ({ ...(await broken.open()), destroy: undefined });
		expect(await rejection(peek(withoutEnd))).toEqual(new Error('gone'));
	});
});

describe('a file that cannot be read', () => {
	test('is closed, and what reading throws is thrown', async () => {
		const { open, log } = fileOf([ones(1), new Error('gone')]);
		expect(await rejection(peek(open))).toEqual(new Error('gone'));
		expect(log).toEqual(['opened', 'read 1', 'closed']);
	});

	test('or not opened', async () => {
		const open = () => Promise.reject(new Error('gone'));
		expect(await rejection(peek(open))).toEqual(new Error('gone'));
	});
});
