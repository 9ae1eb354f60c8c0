import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const voiceId = seedId('voice 1');
/** Ten characters, which take 600 ms. */
const text = 'Grüß Gott!';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

/** Returns the bytes of the answer. */
async function speak(body: object, path = '/tts'): Promise<Buffer> {
	const response = await fetch(simulator.baseUrl + path, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${simulator.apiKey}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(body),
	});
	return Buffer.from(await response.arrayBuffer());
}

/** Returns what music-metadata, an ES module that jest cannot load, reads in each of these files. */
function formatsOf(files: Buffer[]): Array<Record<string, unknown>> {
	const script = `
		import { text } from 'node:stream/consumers';
		import { parseBuffer } from 'music-metadata';
		const files = JSON.parse(await text(process.stdin));
		const formats = files.map(async (file) => {
			const { format } = await parseBuffer(Buffer.from(file, 'base64'), undefined, { duration: true });
			return format;
		});
		console.log(JSON.stringify(await Promise.all(formats)));`;
	const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
		cwd: import.meta.dirname,
		input: JSON.stringify(files.map((file) => file.toString('base64'))),
		encoding: 'utf8',
	});
	return JSON.parse(output) as Array<Record<string, unknown>>;
}

test('a text is spoken in each format, at each rate', async () => {
	const rates = [8000, 16_000, 22_050, 24_000, 41_500, 48_000];
	const asked = rates.flatMap((sampleRate) => [
		{ outputType: 'WAV_PCM16', sampleRate },
		{ outputType: 'MP3', sampleRate },
	]);
	const spoken = await Promise.all(
		asked.map(async (format) => await speak({ text, voiceId, format })),
	);
	const formats = formatsOf(spoken);
	expect(formats).toMatchObject(
		asked.map(({ outputType, sampleRate }) => ({
			container: outputType === 'MP3' ? 'MPEG' : 'WAVE',
			sampleRate: outputType === 'MP3' && sampleRate === 41_500 ? 44_100 : sampleRate,
			numberOfChannels: 1,
		})),
	);
	for (const { duration } of formats) expect(Number(duration)).toBeCloseTo(0.6, 0);
	const raw = await speak({ text, voiceId, format: { outputType: 'RAW_PCM16', sampleRate: 8000 } });
	expect(raw).toEqual(spoken[0]?.subarray(44));
});

test('lines are spoken one after the other, each in its own voice', async () => {
	const lines = [
		{ text, voiceId },
		{ text: 'Ja?', voiceId: seedId('voice 2') },
	];
	const format = { outputType: 'RAW_PCM16', sampleRate: 8000 };
	const bytes = await speak({ lines, format }, '/tts/multispeaker');
	const single = await Promise.all(lines.map(async (line) => await speak({ ...line, format })));
	expect(bytes).toEqual(Buffer.concat(single));
	expect(single[0]?.subarray(0, 100)).not.toEqual(single[1]?.subarray(0, 100));
});
