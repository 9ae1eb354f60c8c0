import { big, bytes, little, zeros } from './bytes.mts';

export type WavFormat = {
	tag?: number;
	sampleRate?: number;
	bytesPerSecond?: number;
	bytesPerBlock?: number;
	samplesPerBlock?: number;
};

/** A chunk of RIFF with its even end; `length` is what its header says. */
export function riffChunk(id: string, content: Uint8Array, length = content.length): Uint8Array {
	return bytes(id, little(length, 4), content, zeros(content.length % 2));
}

/** The chunk "fmt " of 8,000 samples a second and two bytes a sample, unless told otherwise. */
export function formatChunk(format: WavFormat = {}): Uint8Array {
	const { tag = 1, sampleRate = 8000, bytesPerBlock = 2, samplesPerBlock } = format;
	const { bytesPerSecond = sampleRate * bytesPerBlock } = format;
	const extension =
		samplesPerBlock === undefined ? [] : bytes(little(2, 2), little(samplesPerBlock, 2));
	return riffChunk(
		'fmt ',
		bytes(
			little(tag, 2),
			little(1, 2),
			little(sampleRate, 4),
			little(bytesPerSecond, 4),
			little(bytesPerBlock, 2),
			little(16, 2),
			extension,
		),
	);
}

export function wav(...chunks: Uint8Array[]): Uint8Array {
	return bytes('RIFF', little(0, 4), 'WAVE', ...chunks);
}

export type AiffFormat = {
	channels?: number;
	frames?: number;
	bits?: number;
	rate?: Uint8Array;
	compression?: string;
};

/** 8,000 as a floating point number of 80 bits. */
export const RATE_8000 = bytes(0x40, 0x0b, 0xfa, zeros(7));

/** AIFF of one second with 8,000 samples of 16 bits, AIFC with a compression, unless told otherwise. */
export function aiff(format: AiffFormat = {}): Uint8Array {
	const { channels = 1, frames = 8000, bits = 16, rate = RATE_8000, compression } = format;
	const common = bytes(big(channels, 2), big(frames, 4), big(bits, 2), rate, compression ?? []);
	return bytes(
		'FORM',
		big(0, 4),
		compression === undefined ? 'AIFF' : 'AIFC',
		'COMT',
		big(1, 4),
		[7, 0],
		'COMM',
		big(common.length, 4),
		common,
	);
}

/** FLAC with its block STREAMINFO; `block` is that block's type and its mark of being the last. */
export function flac(sampleRate: number, samples: number, block = 0x80): Uint8Array {
	const high = Math.floor(samples / 2 ** 32);
	return bytes(
		'fLaC',
		[block, 0, 0, 34],
		zeros(10),
		big(sampleRate * 16 + 1, 3),
		[0xf0 + high],
		big(samples % 2 ** 32, 4),
		zeros(16),
	);
}

export function box(type: string, ...content: Array<string | ArrayLike<number>>): Uint8Array {
	const inside = bytes(...content);
	return bytes(big(inside.length + 8, 4), type, inside);
}

export function mpeg4(brand: string, ...boxes: Uint8Array[]): Uint8Array {
	return bytes(box('ftyp', brand, zeros(4)), ...boxes);
}

/** The box "mvhd", of version 0 in 32 bits, of version 1 in 64. */
export function movieHeader(version: 0 | 1, ticksPerSecond: number, ticks: number): Uint8Array {
	const width = version === 0 ? 4 : 8;
	const dates = new Uint8Array(2 * width).fill(0x11);
	return box('mvhd', [version, 0, 0, 0], dates, big(ticksPerSecond, 4), big(ticks, width));
}

/** A page of Ogg whose one packet begins with this. */
export function ogg(packet: string | Uint8Array, segments = 1): Uint8Array {
	return bytes('OggS', [0, 2], zeros(20), [segments], new Uint8Array(segments).fill(60), packet);
}

/** The header of EBML with these elements. */
export function ebml(...elements: Uint8Array[]): Uint8Array {
	const inside = bytes(...elements);
	return bytes([0x1a, 0x45, 0xdf, 0xa3, 0x80 + inside.length], inside);
}

/** One element of EBML, with a length of one byte. */
export function element(id: number[], content: string | Uint8Array): Uint8Array {
	return bytes(id, [0x80 + content.length], content);
}

/** A frame of so many bytes that begins with this header. */
export function frame(header: number[], length: number, content = bytes()): Uint8Array {
	return bytes(header, content, zeros(length - header.length - content.length));
}

/** An ID3v2 tag whose content has so many bytes. */
export function tag(length: number, { version = 3, flags = 0 } = {}): Uint8Array {
	const size = [21, 14, 7, 0].map((shift) => (length >>> shift) & 0x7f);
	const footer = (flags & 0x10) === 0 ? 0 : 10;
	return bytes('ID3', [version, 0, flags], size, new Uint8Array(length + footer).fill(0x20));
}
