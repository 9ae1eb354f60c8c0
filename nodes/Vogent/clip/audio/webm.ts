import { hasBytes, textAt, uint8 } from './bytes';

const EBML = [0x1a, 0x45, 0xdf, 0xa3];
const DOCUMENT_TYPE = [0x42, 0x82];

/** WebM, without its length. Matroska is mostly video. */
export function recognizeWebm(start: Uint8Array): number | undefined {
	if (!hasBytes(start, 0, EBML)) return undefined;
	return readDocumentType(start) === 'webm' ? NaN : undefined;
}

/** From the EBML header, whose elements have an ID of 1 to 4 bytes, a length, and content. */
function readDocumentType(start: Uint8Array): string | undefined {
	let offset = EBML.length;
	const header = readLength(start, offset);
	offset += header.width;
	const end = Math.min(offset + header.value, start.length);
	while (offset < end) {
		const content = offset + readLength(start, offset).width;
		const { width, value } = readLength(start, content);
		if (hasBytes(start, offset, DOCUMENT_TYPE)) {
			return textAt(start, content + width, Math.min(value, 16)).replace(/\0+$/, '');
		}
		offset = content + width + value;
	}
	return undefined;
}

/** The leading zero bits of a number tell how many bytes it has. NaN if more than 8, or cut off. */
function readLength(start: Uint8Array, offset: number): { width: number; value: number } {
	const first = uint8(start, offset);
	const width = Math.clz32(first) - 23;
	let value = first - 2 ** (8 - width);
	for (let index = 1; index < width; index++) value = value * 256 + uint8(start, offset + index);
	return width <= 8 ? { width, value } : { width: NaN, value: NaN };
}
