import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { base64File } from '../../nodes/Vogent/clip/base64File.ts';

const PIECE_BYTES = 262_143;

function held(text: string) {
	const file = base64File(text);
	if (file === undefined) throw new Error('not a file');
	return file;
}

async function contentOf(base64: string): Promise<{ size: number; bytes: Buffer; most: number }> {
	const { size, open } = held(base64);
	const chunks: Uint8Array[] = [];
	for await (const chunk of await open()) chunks.push(chunk);
	const most = Math.max(0, ...chunks.map(({ byteLength }) => byteLength));
	return { size, bytes: Buffer.concat(chunks), most };
}

describe('a file that n8n holds in memory', () => {
	test.each([0, 1, 2, 3, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 2])(
		'of %d bytes is read piece by piece, and is what it was',
		async (length) => {
			const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 251));
			const content = await contentOf(bytes.toString('base64'));
			expect(content.size).toBe(length);
			expect(content.bytes.equals(bytes)).toBe(true);
			expect(content.most).toBeLessThanOrEqual(PIECE_BYTES);
		},
	);

	test('can be read again', async () => {
		const { open } = held(Buffer.from('once more').toString('base64'));
		for (let time = 0; time < 2; time++) {
			const chunks: Uint8Array[] = [];
			for await (const chunk of await open()) chunks.push(chunk);
			expect(Buffer.concat(chunks).toString()).toBe('once more');
		}
	});

	test('is what Node makes of its Base64, in either alphabet, whatever is between the letters', async () => {
		const letters = fc.constantFrom('A', 'z', '+', '/', '-', '_', '\n', ' ');
		await fc.assert(
			fc.asyncProperty(
				fc.string({ unit: letters, maxLength: 40 }),
				fc.nat(2),
				async (text, pieces) => {
					const base64 = `${'QUJD'.repeat((pieces * PIECE_BYTES) / 3)}${text}QUJD`;
					const expected = Buffer.from(base64, 'base64');
					const { size, bytes } = await contentOf(base64);
					expect(size).toBe(expected.length);
					expect(bytes.equals(expected)).toBe(true);
				},
			),
		);
	});

	test('is decoded as a whole where its lines are broken', async () => {
		const bytes = Buffer.alloc(2 * PIECE_BYTES, 'sound');
		const base64 = bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
		const content = await contentOf(base64);
		expect(content.size).toBe(bytes.length);
		expect(content.bytes.equals(bytes)).toBe(true);
	});

	const sound = Buffer.from('RIFF and what follows it');
	const base64 = sound.toString('base64');
	test.each([
		`data:audio/wav;base64,${base64}`,
		`data:;base64,${base64}`,
		`DATA:Audio/Webm;codecs="opus,vorbis"; BASE64 , ${base64}`,
		`\n data:audio/wav;name=a=b.wav;base64,\r\n${base64}\n`,
		`data:audio/wav;base64,${encodeURIComponent(base64)}`,
	])('may be a data: URI: %j', async (uri) => {
		const { size, bytes } = await contentOf(uri);
		expect(size).toBe(sound.length);
		expect(bytes.equals(sound)).toBe(true);
	});

	test.each([
		'filesystem-v2',
		'filesystem',
		'database',
		' s3\n',
		'azure',
		'default',
		'filesystem-v2:workflows/abc/executions/1/binary_data/6b3f6a0e',
		'https://example.com/anna.wav',
		'data:audio/wav,RIFF%A4%3E',
		`${base64}, ${base64}`,
		'QQ==QQ==',
		'RIFF\u00a4>\0\0WAVEfmt ',
		`${'QUJD'.repeat((2 * PIECE_BYTES) / 3)}é`,
	])('is none where the text is %j', (text) => {
		expect(base64File(text)).toBeUndefined();
	});
});
