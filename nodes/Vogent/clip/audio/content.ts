/**
 * The MIME type and the file extension of each format that is recognized. Opus keeps `.ogg`: its recordings are called
 * `.ogg` far more often than `.opus`, and more services know that ending.
 */
export const FORMATS = {
	WAV: { mimeType: 'audio/wav', extension: '.wav' },
	MP3: { mimeType: 'audio/mpeg', extension: '.mp3' },
	FLAC: { mimeType: 'audio/flac', extension: '.flac' },
	OGG: { mimeType: 'audio/ogg', extension: '.ogg' },
	Opus: { mimeType: 'audio/ogg', extension: '.ogg' },
	M4A: { mimeType: 'audio/mp4', extension: '.m4a' },
	'3GP': { mimeType: 'audio/3gpp', extension: '.3gp' },
	WebM: { mimeType: 'audio/webm', extension: '.webm' },
	AIFF: { mimeType: 'audio/aiff', extension: '.aiff' },
	AAC: { mimeType: 'audio/aac', extension: '.aac' },
	CAF: { mimeType: 'audio/x-caf', extension: '.caf' },
	AMR: { mimeType: 'audio/amr', extension: '.amr' },
	'AMR-WB': { mimeType: 'audio/amr-wb', extension: '.awb' },
} as const;

export type AudioFormat = keyof typeof FORMATS;

/** A clip whose format is known; `seconds` only if its header tells how long it is. */
export type AudioContent = {
	kind: 'audio';
	format: AudioFormat;
	mimeType: string;
	extension: string;
	seconds?: number;
};

/** A file that is plainly not audio: `looksLike` completes "it looks like …", `cure` says what to do where that is known. */
export type OtherContent = { kind: 'other'; looksLike: string; cure?: string };

export type ClipContent = AudioContent | OtherContent | { kind: 'unknown' };

/**
 * Audio of this format. `seconds` is left out if it is NaN, not positive, or more than a file of `size` bytes can hold:
 * no format gets along with less than one byte a second, not even for silence.
 */
export function audio(format: AudioFormat, size: number, seconds = NaN): AudioContent {
	const content: AudioContent = { kind: 'audio', format, ...FORMATS[format] };
	if (seconds > 0 && seconds <= size) content.seconds = seconds;
	return content;
}
