import { hasText, textAt, uint16, uint32, uint64 } from './bytes';
import { readChunks } from './chunks';

/** RF64 and BW64 are WAV above 4 GB. */
const CONTAINERS = ['RIFF', 'RF64', 'BW64'];

/** PCM, floating point, A-law, µ-law, and "extensible", which is one of them. */
const UNCOMPRESSED = [1, 3, 6, 7, 0xfffe];

/** MS ADPCM, IMA ADPCM, GSM 6.10: every block has the same number of samples. */
const COMPRESSED_BLOCKS = [2, 0x11, 0x31];

/** Written by programs that cannot go back to correct the length, or that need 64 bits for it. */
const LENGTH_UNKNOWN = 0xffffffff;

/** WAV, with the length from the chunks "fmt " and "data". */
export function recognizeWav(start: Uint8Array, size: number): number | undefined {
	if (!CONTAINERS.includes(textAt(start, 0, 4)) || !hasText(start, 8, 'WAVE')) return undefined;
	return readSeconds(start, size);
}

/** From here on, a length is a placeholder for one that was unknown when the file was begun. */
const PLACEHOLDER = 0x70000000;

/** Whether a WAV file has less sound than its header says. */
export function isCutShort(start: Uint8Array, size: number): boolean {
	if (!hasText(start, 0, 'RIFF') || !hasText(start, 8, 'WAVE')) return false;
	for (const { id, offset, length } of readChunks(start, true)) {
		if (id === 'data') return length < PLACEHOLDER && offset + length > size;
	}
	return false;
}

function readSeconds(start: Uint8Array, size: number): number {
	let bytesPerSecond = NaN;
	let longLength = NaN;
	for (const chunk of readChunks(start, true)) {
		if (chunk.id === 'ds64') longLength = uint64(chunk.content, 8, true);
		if (chunk.id === 'fmt ') bytesPerSecond = readBytesPerSecond(chunk.content);
		if (chunk.id === 'data') {
			const declared = chunk.length === LENGTH_UNKNOWN ? longLength : chunk.length;
			return dataLength(declared, size - chunk.offset) / bytesPerSecond;
		}
	}
	return NaN;
}

/** The declared length if it fits the file, else all there is. */
function dataLength(declared: number, available: number): number {
	return declared > 0 && declared <= available ? declared : available;
}

/** NaN if the number is not fixed, or if the header contradicts itself. */
function readBytesPerSecond(format: Uint8Array): number {
	const tag = uint16(format, 0, true);
	const sampleRate = uint32(format, 4, true);
	const bytesPerSecond = uint32(format, 8, true);
	const bytesPerBlock = uint16(format, 12, true);
	// Some encoders write a wrong number of bytes per second.
	if (COMPRESSED_BLOCKS.includes(tag))
		return (sampleRate * bytesPerBlock) / uint16(format, 18, true);
	const trusted = UNCOMPRESSED.includes(tag) && bytesPerSecond === sampleRate * bytesPerBlock;
	return trusted ? bytesPerSecond : NaN;
}
