import { createHash } from 'node:crypto';

const SECONDS = 12;
const BYTES_PER_SECOND = 8000;

/** Stands again and again in the clip, so that its bytes are known wherever they turn up. */
const SOUND = 'the sound of the clip ';

function makeClip(): Buffer {
	const size = SECONDS * BYTES_PER_SECOND;
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(size + 36, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(BYTES_PER_SECOND, 24);
	header.writeUInt32LE(BYTES_PER_SECOND, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.write('data', 36);
	header.writeUInt32LE(size, 40);
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
