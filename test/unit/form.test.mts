import { describe, expect, test } from '@jest/globals';

import { UploadForm, type FilePart } from '../../nodes/Vogent/transport/form.ts';

function formOf(chunks: Uint8Array[], size: number, log: string[] = []) {
	return new UploadForm({
		fields: { name: 'Anna', model: undefined, transcription: 'a\nb' },
		fileField: 'clip',
		file: {
			fileName: 'anna.wav',
			mimeType: 'audio/wav',
			size,
			open: () => {
				log.push('opened');
				return Promise.resolve(source(chunks, log));
			},
		},
	});
}

async function* source(chunks: Uint8Array[], log: string[]) {
	try {
		for (const chunk of chunks) yield await Promise.resolve(chunk);
	} finally {
		log.push('closed');
	}
}

function partOf(form: UploadForm, name: string): FilePart {
	const part = new Map(form.entries()).get(name);
	if (part === undefined || typeof part === 'string') throw new Error('not a file');
	return part;
}

async function bytesOf(file: FilePart): Promise<number[]> {
	const bytes: number[] = [];
	for await (const chunk of file.stream()) bytes.push(...chunk);
	return bytes;
}

const chunks = [Uint8Array.of(1, 2), Uint8Array.of(3), Uint8Array.of(4, 5)];

describe('the upload form', () => {
	test('has its fields in order, without those that are undefined, and the file last', () => {
		const entries = [...formOf(chunks, 5)];
		expect(entries.map(([name]) => name)).toEqual(['name', 'transcription', 'clip']);
		expect(entries[0]?.[1]).toBe('Anna');
	});

	test('carries a text with line breaks as a file without a name', async () => {
		const text = partOf(formOf(chunks, 5), 'transcription');
		expect(text).toMatchObject({ name: '', type: 'text/plain; charset=utf-8', size: 3 });
		expect(await bytesOf(text)).toEqual([97, 10, 98]);
	});

	test('names, types and measures the file without opening it', () => {
		const log: string[] = [];
		expect(partOf(formOf(chunks, 5, log), 'clip')).toMatchObject({
			name: 'anna.wav',
			type: 'audio/wav',
			size: 5,
		});
		expect(log).toEqual([]);
	});

	test('opens the file again each time it is read', async () => {
		const log: string[] = [];
		const form = formOf(chunks, 5, log);
		expect(await bytesOf(partOf(form, 'clip'))).toEqual([1, 2, 3, 4, 5]);
		expect(await bytesOf(partOf(form, 'clip'))).toEqual([1, 2, 3, 4, 5]);
		expect(log).toEqual(['opened', 'closed', 'opened', 'closed']);
	});

	test('closes every file that is still open when it is closed', async () => {
		const log: string[] = [];
		const destroyed = { destroy: () => log.push('destroyed') };
		const form = new UploadForm({
			fields: {},
			fileField: 'clip',
			file: {
				fileName: 'anna.wav',
				mimeType: 'audio/wav',
				size: 5,
				open: () => Promise.resolve(Object.assign(source(chunks, log), destroyed)),
			},
		});
		const file = partOf(form, 'clip');
		await file.stream()[Symbol.asyncIterator]().next();
		expect(log).toEqual([]);
		form.close();
		form.close();
		expect(log).toEqual(['destroyed']);
	});

	test('closes the file when it is not read to its end', async () => {
		const log: string[] = [];
		const file = partOf(formOf(chunks, 5, log), 'clip');
		const reader = file.stream()[Symbol.asyncIterator]();
		await reader.next();
		await reader.return?.();
		expect(log).toEqual(['opened', 'closed']);
	});

	test.each([4, 6])(
		'fails, and never sends the announced %d bytes in full, where the file has 5',
		async (size) => {
			const form = formOf(chunks, size);
			const sent: number[] = [];
			const file = partOf(form, 'clip');
			const read = async () => {
				for await (const chunk of file.stream()) sent.push(...chunk);
			};
			await expect(read()).rejects.toThrow(`the file does not have ${size} bytes any more`);
			expect(sent.length).toBeLessThan(size);
			expect(form.fileError?.message).toContain('bytes any more');
		},
	);

	test.each(['a\rb', 'a\nb', '\n'])('carries %j as it was given', async (text) => {
		const form = new UploadForm({
			fields: { name: text },
			fileField: 'clip',
			file: { fileName: 'a.wav', mimeType: 'audio/wav', size: 0, open: rejecting('unused') },
		});
		expect(Buffer.from(await bytesOf(partOf(form, 'name'))).toString()).toBe(text);
	});

	test('has the file as a property of its own, which n8n takes for a sign of content', () => {
		expect(Object.keys(formOf(chunks, 5))).not.toEqual([]);
	});

	test.each([
		[undefined, 'clip'],
		['clip.wav', 'clip.wav'],
	])(
		'cleans the type and the name of the file: nothing, with %s to fall back on, becomes %s',
		(fallbackName, name) => {
			const open = rejecting('unused');
			const file = { fileName: '', fallbackName, mimeType: 'audio', size: 0, open };
			const form = new UploadForm({ fields: {}, fileField: 'clip', file });
			expect(partOf(form, 'clip')).toMatchObject({ name, type: 'application/octet-stream' });
		},
	);

	test.each([new Error('gone'), 'gone'])('says why the file cannot be opened: %p', async (why) => {
		const open = rejecting(why);
		const file = { fileName: 'a.wav', mimeType: 'audio/wav', size: 5, open };
		const form = new UploadForm({ fields: {}, fileField: 'clip', file });
		expect(form.fileError).toBeUndefined();
		await expect(bytesOf(partOf(form, 'clip'))).rejects.toThrow('gone');
		expect(form.fileError).toEqual(new Error('gone'));
	});

	test('has no error where the file was read', async () => {
		const form = formOf(chunks, 5);
		await bytesOf(partOf(form, 'clip'));
		expect(form.fileError).toBeUndefined();
	});

	test.each([
		[[], 0],
		[[Uint8Array.of()], 0],
		[[Uint8Array.of(1)], 1],
	])('sends a file of %j', async (content, size) => {
		expect(await bytesOf(partOf(formOf(content, size), 'clip'))).toHaveLength(size);
	});

	test('keeps back the last chunk until the file is known to end there', async () => {
		const file = partOf(formOf([Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)], 2), 'clip');
		const reader = file.stream()[Symbol.asyncIterator]();
		expect((await reader.next()).value).toEqual(Uint8Array.of(1));
		await expect(reader.next()).rejects.toThrow('the file does not have 2 bytes any more');
	});

	test('reads no further than the size that was announced', async () => {
		const log: string[] = [];
		const endless = Array.from({ length: 100 }, () => Uint8Array.of(1));
		const counted = endless.map((chunk, index) => {
			Object.defineProperty(chunk, 'byteLength', {
				get: () => {
					log.push(`chunk ${index}`);
					return 1;
				},
			});
			return chunk;
		});
		await expect(bytesOf(partOf(formOf(counted, 2), 'clip'))).rejects.toThrow('bytes');
		expect(log).toEqual(['chunk 0', 'chunk 1', 'chunk 2']);
	});

	test('closes a file that is opened only after the request has ended', async () => {
		const log: string[] = [];
		const opening = Promise.withResolvers<void>();
		const content = Object.assign(source(chunks, []), { destroy: () => log.push('destroyed') });
		const open = async () => {
			await opening.promise;
			return content;
		};
		const file = { fileName: 'a.wav', mimeType: 'audio/wav', size: 5, open };
		const form = new UploadForm({ fields: {}, fileField: 'clip', file });
		const reading = bytesOf(partOf(form, 'clip'));
		await new Promise((resolve) => setImmediate(resolve));
		form.close();
		opening.resolve();
		await expect(reading).rejects.toThrow('the request ended before the file was open');
		expect(log).toEqual(['destroyed']);
	});

	test('closes what cannot be destroyed without a fuss', async () => {
		const form = formOf(chunks, 5);
		const file = partOf(form, 'clip');
		await file.stream()[Symbol.asyncIterator]().next();
		expect(() => form.close()).not.toThrow();
		const opening = Promise.withResolvers<void>();
		const open = async () => {
			await opening.promise;
			return source(chunks, []);
		};
		const late = new UploadForm({
			fields: {},
			fileField: 'clip',
			file: { fileName: 'a.wav', mimeType: 'audio/wav', size: 5, open },
		});
		const reading = bytesOf(partOf(late, 'clip'));
		await new Promise((resolve) => setImmediate(resolve));
		late.close();
		opening.resolve();
		await expect(reading).rejects.toThrow('the request ended before the file was open');
	});
});

function rejecting(why: unknown) {
	return () => Promise.reject(why as Error);
}
