import { recognizeAac } from './aac';
import { recognizeAiff } from './aiff';
import { hasText } from './bytes';
import { recognizeFlac } from './flac';
import { recognizeMp3 } from './mp3';
import { recognizeMpeg4 } from './mpeg4';
import { recognizeOgg } from './ogg';
import { recognizeWav } from './wav';
import { recognizeWebm } from './webm';

interface Format {
	mimeType: string;
	/** All of them may also have "x-" or "vnd." in front. */
	aliases?: string[];
	extension: string;
	/** Whether all such files are recognized, so that any other file is something else. */
	isCertain?: boolean;
	/** The length in seconds, NaN if the first bytes do not tell; undefined if it is another format. */
	recognize: (start: Uint8Array, size: number) => number | undefined;
}

const beginsWith = (text: string) => (start: Uint8Array) =>
	hasText(start, 0, text) ? NaN : undefined;

/** In the order of recognition: those without a signature come last. */
export const FORMATS = {
	WAV: {
		mimeType: 'audio/wav',
		aliases: ['audio/wave'],
		extension: '.wav',
		isCertain: true,
		recognize: recognizeWav,
	},
	AIFF: { mimeType: 'audio/aiff', extension: '.aiff', isCertain: true, recognize: recognizeAiff },
	FLAC: { mimeType: 'audio/flac', extension: '.flac', isCertain: true, recognize: recognizeFlac },
	OGG: {
		mimeType: 'audio/ogg',
		extension: '.ogg',
		recognize: recognizeOgg('\u0001vorbis', 'Speex   ', '\u007fFLAC'),
	},
	// `.ogg` is far more common than `.opus`, and more services know it.
	Opus: { mimeType: 'audio/ogg', extension: '.ogg', recognize: recognizeOgg('OpusHead') },
	'3GP': {
		mimeType: 'audio/3gpp',
		extension: '.3gp',
		recognize: recognizeMpeg4(/^3g[2egprs][0-9a-z]$/),
	},
	// Audio recordings often have the brand of a video.
	M4A: {
		mimeType: 'audio/mp4',
		extension: '.m4a',
		recognize: recognizeMpeg4(/^(?:iso[m2-9]|mp4[12]|M4[ABPV] |avc1|dash|mmp4|MSNV)$/),
	},
	WebM: { mimeType: 'audio/webm', extension: '.webm', recognize: recognizeWebm },
	CAF: {
		mimeType: 'audio/x-caf',
		extension: '.caf',
		isCertain: true,
		recognize: beginsWith('caff\0\u0001'),
	},
	AMR: {
		mimeType: 'audio/amr',
		extension: '.amr',
		isCertain: true,
		recognize: beginsWith('#!AMR\n'),
	},
	'AMR-WB': {
		mimeType: 'audio/amr-wb',
		extension: '.awb',
		isCertain: true,
		recognize: beginsWith('#!AMR-WB\n'),
	},
	MP3: {
		mimeType: 'audio/mpeg',
		aliases: ['audio/mp3'],
		extension: '.mp3',
		recognize: recognizeMp3,
	},
	AAC: { mimeType: 'audio/aac', extension: '.aac', recognize: recognizeAac },
} satisfies Record<string, Format>;

export type AudioFormat = keyof typeof FORMATS;

/** The format of a MIME type, whatever its parameters. */
export function formatOfType(mimeType: string): Format | undefined {
	const wanted = shortType(mimeType);
	return Object.values<Format>(FORMATS).find((format) =>
		[format.mimeType, ...(format.aliases ?? [])].some((type) => shortType(type) === wanted),
	);
}

/** The extension for a MIME type, with its dot; empty if unknown. */
export function extensionOf(mimeType: string): string {
	return formatOfType(mimeType)?.extension ?? '';
}

/** The MIME type for the extension of a file name. */
export function mimeTypeOf(fileName: string): string | undefined {
	const extension = `.${fileName.split('.').at(-1)?.toLowerCase()}`;
	return Object.values<Format>(FORMATS).find((format) => format.extension === extension)?.mimeType;
}

/** The name of a clip without one. */
export function defaultClipName(mimeType: string): string {
	return `clip${extensionOf(mimeType)}`;
}

/** Up to five letters and digits, not only digits: "Anna v1.2" and "St. Anna" have no extension. */
export function hasExtension(fileName: string): boolean {
	return /\.(?=\d*[a-z])[a-z\d]{1,5}$/i.test(fileName);
}

function shortType(mimeType: string): string {
	return mimeType
		.replace(/;.*$/s, '')
		.trim()
		.toLowerCase()
		.replace(/^audio\/(?:x-|vnd\.)/, 'audio/');
}
