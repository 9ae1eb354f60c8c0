import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { callWithJson } from './calls.mts';
import type { PlannedAnswer, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const voiceId = seedId('voice 1');
const otherVoiceId = seedId('voice 2');
/** Ten characters, which take 600 ms. */
const text = 'Grüß Gott!';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

interface Speech {
	status: number;
	headers: Headers;
	bytes: Buffer;
	/** How many pieces it was read in. */
	pieces: number;
	/** Whether its end was told. */
	isWhole: boolean;
}

async function speak(body: object, path = '/tts'): Promise<Speech> {
	const {
		status,
		headers,
		body: stream,
	} = await fetch(simulator.baseUrl + path, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${simulator.apiKey}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(body),
	});
	const pieces: Uint8Array[] = [];
	let isWhole = true;
	try {
		for await (const piece of stream ?? []) pieces.push(piece);
	} catch {
		isWhole = false;
	}
	return { status, headers, bytes: Buffer.concat(pieces), pieces: pieces.length, isWhole };
}

/** Gives what music-metadata, an ES module that jest cannot load, reads in these bytes. */
function formatOf(bytes: Buffer): Record<string, unknown> {
	const script = `
		import { buffer } from 'node:stream/consumers';
		import { parseBuffer } from 'music-metadata';
		const { format } = await parseBuffer(await buffer(process.stdin), undefined, { duration: true });
		console.log(JSON.stringify(format));
	`;
	const args = ['--input-type=module', '--eval', script];
	const options = { cwd: import.meta.dirname, input: bytes, encoding: 'utf8' } as const;
	return JSON.parse(execFileSync(process.execPath, args, options)) as Record<string, unknown>;
}

describe('a text is spoken', () => {
	test('as WAV of 24000 Hz, in bytes whose length is not told before', async () => {
		const { status, headers, bytes } = await speak({ text, voiceId });
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('application/octet-stream');
		expect(headers.get('content-length')).toBeNull();
		expect(bytes).toHaveLength(44 + 0.6 * 24_000 * 2);
		expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
		expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
		expect(formatOf(bytes)).toMatchObject({
			container: 'WAVE',
			codec: 'PCM',
			sampleRate: 24_000,
			numberOfChannels: 1,
			bitsPerSample: 16,
			duration: 0.6,
		});
	});

	test.each([8000, 16_000, 22_050, 24_000, 41_500, 48_000])('at %d Hz', async (sampleRate) => {
		const in16 = await speak({ text, voiceId, format: { outputType: 'WAV_PCM16', sampleRate } });
		expect(formatOf(in16.bytes)).toMatchObject({ sampleRate, duration: 0.6 });
		const raw = await speak({ text, voiceId, format: { outputType: 'RAW_PCM16', sampleRate } });
		expect(raw.bytes).toEqual(in16.bytes.subarray(44));
		const mp3 = await speak({ text, voiceId, format: { outputType: 'MP3', sampleRate } });
		expect(formatOf(mp3.bytes)).toMatchObject({
			container: 'MPEG',
			codec: expect.stringMatching(/Layer 3$/) as unknown,
			sampleRate: sampleRate === 41_500 ? 44_100 : sampleRate,
			numberOfChannels: 1,
		});
		const seconds = Number(formatOf(mp3.bytes).duration);
		expect(seconds).toBeGreaterThanOrEqual(0.6);
		expect(seconds).toBeLessThan(0.7);
	});

	test('that is the longest there is', async () => {
		const { status, bytes, pieces } = await speak({ text: '語'.repeat(5000), voiceId });
		expect(status).toBe(200);
		expect(bytes).toHaveLength(44 + 300 * 24_000 * 2);
		expect(pieces).toBeGreaterThan(10);
	});

	test('in lines, one after the other, each in its own voice', async () => {
		const lines = [
			{ text, voiceId },
			{ text: 'Ja?', voiceId: otherVoiceId },
		];
		const format = { outputType: 'RAW_PCM16', sampleRate: 8000 };
		const { status, bytes } = await speak({ lines, format }, '/tts/multispeaker');
		expect(status).toBe(200);
		const [first, second] = await Promise.all(
			lines.map((line) => speak({ ...line, format, voiceOptionValues: [] })),
		);
		expect(bytes).toEqual(Buffer.concat([first?.bytes ?? bytes, second?.bytes ?? bytes]));
		const start = 100;
		expect(first?.bytes.subarray(0, start)).not.toEqual(second?.bytes.subarray(0, start));
	});
});

describe('nothing is spoken', () => {
	const line = { text, voiceId };
	const nobody = seedId('nobody');

	test.each<[string, object, string]>([
		['of no text', { text: '' }, '/text is empty'],
		['of too long a text', { text: 'a'.repeat(5001) }, '/text must NOT have more than 5000'],
		['by nobody', { voiceId: nobody }, `/voiceId is "${nobody}", which no voice has`],
		['in a format without a rate', { format: { outputType: 'MP3' } }, "'sampleRate'"],
		['at 44100 Hz', { format: { outputType: 'MP3', sampleRate: 44_100 } }, '/format/sampleRate'],
		['as OGG', { format: { outputType: 'OGG', sampleRate: 8000 } }, '/format/outputType'],
		['with a field too many', { speed: 2 }, '"speed"'],
	])('%s', async (_, change, error) => {
		const answer = await callWithJson(simulator, 'POST', '/tts', { ...line, ...change });
		expect(answer.status).toBe(422);
		expect(answer.text).toContain(JSON.stringify(error).slice(1, -1));
	});

	test.each<[string, object[], string]>([
		['without lines', [], '/lines is empty'],
		[
			'of eleven lines',
			Array.from({ length: 11 }, () => line),
			'/lines must NOT have more than 10',
		],
		['of an empty line', [line, { ...line, text: '' }], '/lines/1/text is empty'],
		['of too long a line', [{ ...line, text: 'a'.repeat(501) }], '/lines/0/text must NOT'],
		['by nobody', [{ text, voiceId: nobody }], '/lines/0/voiceId is'],
		['by a line without a voice', [{ text }], "'voiceId'"],
	])('%s by several', async (_, lines, error) => {
		const answer = await callWithJson(simulator, 'POST', '/tts/multispeaker', { lines });
		expect(answer.status).toBe(422);
		expect(answer.text).toContain(error);
	});
});

describe('bytes that go wrong', () => {
	const whole = 44 + 0.6 * 24_000 * 2;

	async function speakWith(fault: Partial<PlannedAnswer>): Promise<Speech> {
		await simulator.plan({ path: '/tts', ...fault });
		return await speak({ text, voiceId });
	}

	test('drip in ten pieces', async () => {
		const start = performance.now();
		const { bytes, isWhole } = await speakWith({ dripMs: 40 });
		expect(performance.now() - start).toBeGreaterThan(9 * 40 * 0.9);
		expect(bytes).toHaveLength(whole);
		expect(isWhole).toBe(true);
	});

	test('come late', async () => {
		const start = performance.now();
		expect((await speakWith({ delayMs: 300 })).bytes).toHaveLength(whole);
		expect(performance.now() - start).toBeGreaterThan(290);
	});

	test('break off in the middle', async () => {
		const { status, bytes, isWhole } = await speakWith({ hangUp: 'mid-answer' });
		expect({ status, isWhole }).toEqual({ status: 200, isWhole: false });
		expect(bytes).toHaveLength(whole / 2);
	});

	test('stall in the middle until a reset', async () => {
		const stalled = speakWith({ stall: 'mid-answer' });
		while ((await simulator.requests())[0]?.status !== 200) continue;
		await simulator.reset();
		const { bytes, isWhole } = await stalled;
		expect(bytes).toHaveLength(whole / 2);
		expect(isWhole).toBe(false);
	});

	test('are something else, as planned', async () => {
		const { headers, bytes } = await speakWith({ body: { message: 'soon' } });
		expect(headers.get('content-type')).toBe('application/json');
		expect(bytes.toString()).toBe('{"message":"soon"}');
	});
});
