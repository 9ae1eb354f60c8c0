import { createHash } from 'node:crypto';

import { wavHeader } from '../../../support/wavHeader.mts';

const SECONDS = 12;
const BYTES_PER_SECOND = 8000;

/** Stands again and again in the clip, so that its bytes are known wherever they turn up. */
const SOUND = 'the sound of the clip ';

function makeClip(): Buffer {
	const size = SECONDS * BYTES_PER_SECOND;
	const header = wavHeader({
		soundBytes: size,
		sampleRate: BYTES_PER_SECOND,
		bytesPerSample: 1,
	});
	return Buffer.concat([header, Buffer.alloc(size, SOUND)]);
}

/** A WAV file of 12 seconds: of the length that the model likes, and of 96 KB. */
export const clip = makeClip();

/** The hash of the clip as the simulator records it. */
export const clipSha256 = createHash('sha256').update(clip).digest('hex');

/** How bytes of the clip could be written in a text: as they are, in base64 (at each of three places), or in hex. */
export const clipSpellings: readonly string[] = [
	SOUND,
	...[0, 1, 2].map((place) => Buffer.from(SOUND.slice(place, place + 12)).toString('base64')),
	Buffer.from(SOUND).toString('hex'),
];
