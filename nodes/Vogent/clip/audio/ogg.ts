import { hasText, uint8 } from './bytes';
import { audio } from './content';
import type { AudioContent } from './content';

const SEGMENT_COUNT = 26;
const SEGMENT_TABLE = 27;

/** What the first packet of each codec begins with. */
const CODECS = [
	{ signature: 'OpusHead', format: 'Opus' },
	{ signature: '\u0001vorbis', format: 'OGG' },
	{ signature: 'Speex   ', format: 'OGG' },
	{ signature: '\u007fFLAC', format: 'OGG' },
] as const;

/** Ogg whose first stream is audio. What has a picture first, as Theora does, is left to others. */
export function recognizeOgg(start: Uint8Array, size: number): AudioContent | undefined {
	if (!hasText(start, 0, 'OggS')) return undefined;
	const firstPacket = SEGMENT_TABLE + uint8(start, SEGMENT_COUNT);
	const codec = CODECS.find(({ signature }) => hasText(start, firstPacket, signature));
	return codec && audio(codec.format, size);
}
