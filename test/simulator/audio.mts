import { createHash } from 'node:crypto';

import { wavHeader } from '../support/wavHeader.mts';

/** A stretch of speech: which voice speaks, and for how long. */
export interface Utterance {
	voiceId: string;
	milliseconds: number;
}

const bytesPerSample = 2;
const loudness = 8000;

/** Returns mono PCM of 16 bit, low byte first: a tone for each utterance, of another pitch for another voice. */
export function pcm16(utterances: Utterance[], sampleRate: number): Buffer {
	return Buffer.concat(
		utterances.map(({ voiceId, milliseconds }) => {
			const samples = Math.round((milliseconds * sampleRate) / 1000);
			return Buffer.alloc(samples * bytesPerSample, oneWave(voiceId, sampleRate));
		}),
	);
}

/** Returns a WAV file of this PCM. */
export function wav(pcm: Buffer, sampleRate: number): Buffer {
	return Buffer.concat([wavHeader({ soundBytes: pcm.length, sampleRate, bytesPerSample }), pcm]);
}

/** The first two bytes of a frame, samples and bits a second of each kind of MPEG audio. */
const mpeg1 = { sync: 0xfffb, samples: 1152, bits: 64_000, bitsIndex: 5 };
const mpeg2 = { sync: 0xfff3, samples: 576, bits: 32_000, bitsIndex: 4 };
const mpeg25 = { ...mpeg2, sync: 0xffe3 };

/** How a frame of each sample rate begins. MPEG has no 41500 Hz: what comes next to it stands for it. */
const mpegRates: Record<number, typeof mpeg1 & { rate: number; rateIndex: number }> = {
	8000: { ...mpeg25, rate: 8000, rateIndex: 2 },
	16_000: { ...mpeg2, rate: 16_000, rateIndex: 2 },
	22_050: { ...mpeg2, rate: 22_050, rateIndex: 0 },
	24_000: { ...mpeg2, rate: 24_000, rateIndex: 1 },
	41_500: { ...mpeg1, rate: 44_100, rateIndex: 0 },
	48_000: { ...mpeg1, rate: 48_000, rateIndex: 1 },
};

/** Returns an MP3 of silence, mono, at least as long as asked. Throws for a sample rate that `/tts` does not have. */
export function mp3(milliseconds: number, sampleRate: number): Buffer {
	const kind = mpegRates[sampleRate];
	if (!kind) throw new Error(`There is no MP3 of ${sampleRate} Hz here`);
	const frames = Math.ceil((milliseconds * kind.rate) / 1000 / kind.samples);
	// What follows the header is zero: no bits of sound at all.
	const frame = Buffer.alloc(Math.floor(((kind.samples / 8) * kind.bits) / kind.rate));
	frame.writeUInt16BE(kind.sync, 0);
	frame.writeUInt8((kind.bitsIndex << 4) | (kind.rateIndex << 2), 2);
	frame.writeUInt8(0xc0, 3);
	return Buffer.alloc(frames * frame.length, frame);
}

/** Returns the samples of one wave; a hundred hertz and more. */
function oneWave(voiceId: string, sampleRate: number): Buffer {
	const hertz = 100 + (createHash('sha256').update(voiceId).digest()[0] ?? 0);
	const length = Math.round(sampleRate / hertz);
	const wave = Buffer.alloc(length * bytesPerSample);
	for (let index = 0; index < length; index++) {
		const level = Math.sin((2 * Math.PI * index) / length);
		wave.writeInt16LE(Math.round(loudness * level), index * bytesPerSample);
	}
	return wave;
}
