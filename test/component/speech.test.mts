import { describe, expect, test } from '@jest/globals';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, useBinaryStore } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';
import { bodiesTo, chosen } from './support/operate.mts';
import { bytesFor, bytesOf, conversing, speaking } from './support/speech.mts';

/** Files that are made of text: what they are called, what they hold, and what is too long for one. */
let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));
useBinaryStore();

describe('a file of speech', () => {
	test.each([
		['WAV_PCM16', 'audio/wav', 'speech.wav'],
		['MP3', 'audio/mpeg', 'speech.mp3'],
		['RAW_PCM16', 'audio/pcm', 'speech.pcm'],
	])('%s arrives byte for byte, as %s with the name %s', async (outputType, mimeType, fileName) => {
		const { output } = await runNode(speaking(simulator, { outputType, sampleRate: '8000' }));
		const [body] = await bodiesTo(simulator);
		expect(body).toEqual({
			text: 'Grüß Gott!',
			voiceId: known.voice,
			format: { outputType, sampleRate: 8000 },
		});
		const expected = await bytesFor(simulator, '/tts', body);
		expect(expected.length).toBeGreaterThan(1000);
		expect((await bytesOf(output[0])).equals(expected)).toBe(true);
		expect(output).toEqual([
			{
				json: { fileName, mimeType, fileSize: expected.length, outputType, sampleRate: 8000 },
				binary: { data: expect.objectContaining({ fileName, mimeType }) },
				pairedItem: { item: 0 },
			},
		]);
	});

	test('is WAV of 24000 Hz where nothing else is chosen', async () => {
		const { output } = await runNode(speaking(simulator));
		expect(output[0]?.json).toMatchObject({ outputType: 'WAV_PCM16', sampleRate: 24_000 });
		expect((await bytesOf(output[0])).subarray(0, 4).toString()).toBe('RIFF');
	});

	test('of the longest text is large, and arrives byte for byte', async () => {
		const text = '語'.repeat(5000);
		const { output } = await runNode(speaking(simulator, { text, sampleRate: '48000' }));
		const bytes = await bytesOf(output[0]);
		expect(bytes.length).toBe(44 + 300 * 48_000 * 2);
		expect(output[0]?.json.fileSize).toBe(bytes.length);
		const expected = await bytesFor(simulator, '/tts', (await bodiesTo(simulator))[0]);
		expect(bytes.equals(expected)).toBe(true);
	});

	test('of a dialogue has its lines in their order', async () => {
		const changes = { outputType: 'MP3', additionalFields: { otherFields: '{ "new": 1 }' } };
		await simulator.plan({
			path: '/tts/multispeaker',
			headers: { 'content-type': 'application/octet-stream' },
			body: 'ID3 and more',
		});
		const { output } = await runNode(conversing(simulator, ['Hello?', 'Hi!'], changes));
		expect(await bodiesTo(simulator)).toEqual([
			{
				lines: [
					{ text: 'Hello?', voiceId: known.voice },
					{ text: 'Hi!', voiceId: known.voice },
				],
				format: { outputType: 'MP3', sampleRate: 24_000 },
				new: 1,
			},
		]);
		expect((await bytesOf(output[0])).toString()).toBe('ID3 and more');
	});

	test.each([
		['greeting', 'greeting.wav'],
		['  ', 'speech.wav'],
	])('called %j is %j', async (fileName, expected) => {
		const { output } = await runNode(speaking(simulator, { options: { fileName } }));
		expect(output[0]?.json.fileName).toBe(expected);
		expect(output[0]?.binary?.data?.fileName).toBe(expected);
	});

	test('goes into the field that the user wants', async () => {
		const { output } = await runNode(speaking(simulator, { binaryPropertyName: ' talk ' }));
		expect(Object.keys(output[0]?.binary ?? {})).toEqual(['talk']);
		const error = await errorOf(speaking(simulator, { binaryPropertyName: ' ' }));
		expect(error.message).toBe('"Put Output File in Field" is empty [item 0]');
	});

	test('is made for each item, several at once, and each item keeps its own', async () => {
		const texts = ['One.', 'Two, two.', 'Three, three, three.', 'Four', 'Five, and that is all'];
		await simulator.plan({ path: '/tts', times: 5, delayMs: 300 });
		const options = { maxConcurrency: 3 };
		const { output } = await runNode({
			...speaking(simulator, { text: '={{ $json.text }}', outputType: 'RAW_PCM16', options }),
			items: texts.map((text) => ({ json: { text } })),
		});
		expect(output.map(({ json, pairedItem }) => [json.fileSize, pairedItem])).toEqual(
			texts.map(({ length }, item) => [length * 0.06 * 24_000 * 2, { item }]),
		);
		expect(await simulator.maxConcurrency('/tts')).toBe(3);
	});
});

describe('what is too long', () => {
	const limit = 'it has 5001 characters, and Vogent takes 5000';

	test.each([
		['letters', 'a'],
		['emoji, each one character', '🎙'],
	])('is a text of 5001 characters, and not one of 5000, in %s', async (_, character) => {
		const error = await errorOf(speaking(simulator, { text: character.repeat(5001) }));
		expect(error.message).toBe(`"Text" is too long: ${limit} [item 0]`);
		expect(await simulator.requests()).toEqual([]);
		const rate = { outputType: 'MP3', sampleRate: '8000' };
		await runNode(speaking(simulator, { text: character.repeat(5000), ...rate }));
		expect(await simulator.requests()).toMatchObject([{ status: 200 }]);
	});

	test('are eleven lines, and not ten', async () => {
		const lines = Array.from({ length: 11 }, (_, index) => `Line ${index}`);
		const error = await errorOf(conversing(simulator, lines));
		expect(error.message).toBe('The dialogue has 11 lines, and Vogent takes 10 [item 0]');
		expect(await simulator.requests()).toEqual([]);
		await runNode(conversing(simulator, lines.slice(0, 10)));
		expect(await simulator.requests()).toMatchObject([{ status: 200 }]);
	});

	test('are lines of 501 characters, and not of 500; all of them are told', async () => {
		const lines = ['🎙'.repeat(501), '🎙'.repeat(500), 'a', 'b'.repeat(600)];
		const error = await errorOf(conversing(simulator, lines));
		expect(error.message).toBe(
			'The dialogue cannot be spoken: line 1 has 501 characters, line 4 has 600 characters [item 0]',
		);
		expect(await simulator.requests()).toEqual([]);
		await runNode(conversing(simulator, lines.slice(1, 3)));
		expect(await simulator.requests()).toMatchObject([{ status: 200 }]);
	});
});

describe('what cannot be spoken', () => {
	const voiceId = known.voice;
	const ofJson = (linesJson: unknown) => ({
		linesMode: 'json',
		linesJson: JSON.stringify(linesJson),
	});

	test.each([
		['another format', { outputType: 'OGG' }, '"Format" cannot be "OGG"'],
		['another rate', { sampleRate: '44100' }, '"Sample Rate" cannot be "44100"'],
	])('%s', async (_, changes, message) => {
		expect((await errorOf(speaking(simulator, changes))).message).toBe(`${message} [item 0]`);
		expect(await simulator.requests()).toEqual([]);
	});

	test.each<[string, object, string]>([
		['no lines', { lines: {} }, '"Lines" is empty'],
		[
			'a line without a text',
			{ lines: { line: [{ text: 'a', voiceId: chosen(voiceId) }, { voiceId: chosen(voiceId) }] } },
			'Line 2: "Text" is empty',
		],
		['a line without a voice', { lines: { line: [{ text: 'a' }] } }, 'Line 1: "Voice" is empty'],
		[
			'lines of JSON that lack something',
			ofJson([{ text: 'a' }, { voiceId }, { text: ' ', voiceId }, { text: 7, voiceId: 7 }]),
			'The dialogue cannot be spoken: line 1 has no voice, line 2 has no text, line 3 has no text, line 4 has no text',
		],
		['no list', ofJson({ text: 'a', voiceId }), '"Lines (JSON)" is not a list of objects'],
		['an empty list', ofJson([]), '"Lines (JSON)" is not a list of objects'],
	])('%s', async (_, changes, message) => {
		const error = await errorOf(conversing(simulator, ['a'], changes as never));
		expect(error.message).toBe(`${message} [item 0]`);
		expect(await simulator.requests()).toEqual([]);
	});
});
