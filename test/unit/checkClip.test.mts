import { describe, expect, test } from '@jest/globals';

import { checkClip, prepareClip, type VoiceModel } from '../../nodes/Vogent/clip/checkClip.ts';
import { wavHeader } from '../support/wavHeader.mts';
import { itemRunOf, rejection, useContexts } from './support/item.mts';

useContexts();

/** A WAV file of so many seconds of silence. */
function wav(seconds: number): Buffer {
	const sampleRate = 1000;
	const soundBytes = Math.round(seconds * sampleRate);
	const header = wavHeader({ soundBytes, sampleRate, bytesPerSample: 1 });
	return Buffer.concat([header, Buffer.alloc(soundBytes, 128)]);
}

async function check(
	bytes: Buffer,
	{ fileName = 'clip.wav', mimeType = 'audio/wav', model = 'CARTESIA' as VoiceModel } = {},
) {
	const log: string[] = [];
	const open = () => {
		log.push('opened');
		const content = {
			async *[Symbol.asyncIterator]() {
				yield await Promise.resolve(bytes);
			},
			destroy: () => log.push('closed'),
		};
		return Promise.resolve(content);
	};
	const item = await itemRunOf({ itemIndex: 2 });
	const clip = { fileName, mimeType, size: bytes.length, open };
	const checked = await checkClip(item, clip, model).catch((error: unknown) => ({ error }));
	return { checked, log, hints: item.hints.all().map(({ message }) => message) };
}

describe('a clip that is audio', () => {
	test('is sent as it is, and opened once', async () => {
		const { checked, log, hints } = await check(wav(15));
		expect(checked).toMatchObject({ fileName: 'clip.wav', mimeType: 'audio/wav', size: 15_044 });
		if ('error' in checked) throw checked.error;
		let size = 0;
		for await (const chunk of await checked.open()) size += chunk.byteLength;
		expect(size).toBe(15_044);
		expect(log).toEqual(['opened']);
		expect(hints).toEqual([]);
	});

	test('can be let go', async () => {
		const { checked, log } = await check(wav(15));
		if ('error' in checked) throw checked.error;
		checked.close();
		expect(log).toEqual(['opened', 'closed']);
	});

	test.each([
		['clip', 'application/octet-stream', 'clip.wav', 'audio/wav'],
		['', '', 'clip.wav', 'audio/wav'],
		['', 'audio/wav', 'clip.wav', 'audio/wav'],
		['upload.bin', '', 'upload.wav', 'audio/wav'],
		['folder/upload.bin', '', 'upload.wav', 'audio/wav'],
		['clip.wave', 'audio/wave', 'clip.wave', 'audio/wave'],
	])('%j of type %j becomes %s, %s', async (fileName, mimeType, name, type) => {
		const { checked } = await check(wav(15), { fileName, mimeType });
		expect(checked).toMatchObject({ fileName: name, fallbackName: 'clip.wav', mimeType: type });
	});

	test.each<[VoiceModel, number, string | undefined]>([
		['CARTESIA', 9, '10 to 30 seconds work best for this model (item 2: 9 seconds)'],
		['CARTESIA', 10, undefined],
		['CARTESIA', 30, undefined],
		['CARTESIA', 31, '10 to 30 seconds work best for this model (item 2: 31 seconds)'],
		['CARTESIA', 0.123, '10 to 30 seconds work best for this model (item 2: 0.12 seconds)'],
		['CARTESIA', 1.26, '10 to 30 seconds work best for this model (item 2: 1.3 seconds)'],
		['CARTESIA', 30.345, '10 to 30 seconds work best for this model (item 2: 30.3 seconds)'],
		['CSM', 9.99, '10 to 20 seconds work best for this model (item 2: 10 seconds)'],
		['CSM', 20, undefined],
		['CSM', 20.5, '10 to 20 seconds work best for this model (item 2: 20.5 seconds)'],
		['CSM', 130, '10 to 20 seconds work best for this model (item 2: 130 seconds)'],
	])('%s, %d seconds: %s', async (model, seconds, hint) => {
		const { hints } = await check(wav(seconds), { model });
		expect(hints).toEqual(hint === undefined ? [] : [`Clips of ${hint}`]);
	});

	test('of a length that is not known gives no hint', async () => {
		const { checked, hints } = await check(Buffer.from('#!AMR\n'.padEnd(100, '\0')), {
			fileName: 'clip.amr',
			mimeType: 'audio/amr',
		});
		expect(checked).toMatchObject({ mimeType: 'audio/amr' });
		expect(hints).toEqual([]);
	});
});

test.each([
	['clip', '', 'application/octet-stream'],
	['voice.enc', 'text/plain', 'application/octet-stream'],
	['voice.wav', 'audio/wav', 'application/octet-stream'],
	['voice.mp3', 'audio/mpeg', 'audio/mpeg'],
])(
	'%s of type %j, which is not recognized, is sent as %s, with a hint',
	async (fileName, mimeType, type) => {
		const { checked, hints } = await check(Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]), {
			fileName,
			mimeType,
		});
		expect(checked).toMatchObject({ fileName, mimeType: type });
		expect(hints).toEqual([
			`Not recognized as audio, but sent: check how the voice sounds (item 2: ${fileName})`,
		]);
	},
);

describe('a clip that is refused', () => {
	test('is not audio; it is closed', async () => {
		const { checked, log } = await check(Buffer.from('%PDF-1.7 …'.padEnd(200, ' ')));
		expect(checked).toMatchObject({
			error: {
				name: 'NodeOperationError',
				message: expect.stringMatching(/^The clip is not audio: it looks like a PDF/),
				description:
					'Check the node that provides the file. To send it anyway, turn off "Check Clip" in the options.',
				context: { itemIndex: 2 },
			},
		});
		expect(log).toEqual(['opened', 'closed']);
	});

	test('cannot be read', async () => {
		const item = await itemRunOf({ itemIndex: 2 });
		const open = () => Promise.reject(new Error('gone'));
		const clip = { fileName: 'a.wav', mimeType: 'audio/wav', size: 5, open };
		expect(await rejection(checkClip(item, clip, 'CSM'))).toMatchObject({
			message: 'The file could not be read',
			description: expect.stringMatching(/\(gone\)$/),
			context: { itemIndex: 2 },
		});
	});
});

describe('the clip of an item', () => {
	const prepared = async (isToBeChecked: boolean, fileName?: string) => {
		const data = { data: wav(15).toString('base64'), mimeType: 'audio/wav', fileName: 'anna.bin' };
		const item = await itemRunOf({
			parameters: { binaryPropertyName: 'data' },
			items: [{ json: {}, binary: { data } }],
		});
		return await prepareClip(item, { model: 'CARTESIA', isToBeChecked, fileName });
	};

	test.each([
		[true, undefined, 'anna.wav'],
		[false, undefined, 'anna.bin'],
		[true, 'bea.mp3', 'bea.mp3'],
	])('checked: %s, as %s, is sent as %s', async (isToBeChecked, fileName, expected) => {
		const clip = await prepared(isToBeChecked, fileName);
		expect((await clip.file()).fileName).toBe(expected);
		expect(() => clip.close()).not.toThrow();
	});
});
