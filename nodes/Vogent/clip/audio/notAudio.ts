import { hasBytes, hasText, textAt, uint16, uint32, uint8 } from './bytes';
import { looksLikeText, readHead } from './text';

type Kind = { looksLike: string; is: (start: Uint8Array, size: number) => boolean };

/** A normal archive, an empty one, and one in parts. */
const ZIP = ['PK\u0003\u0004', 'PK\u0005\u0006', 'PK\u0007\u0008'];

const KINDS: Kind[] = [
	{ looksLike: 'a PDF document', is: (start) => readHead(start).startsWith('%PDF-') },
	{ looksLike: 'a PNG image', is: (start) => hasText(start, 0, '\u0089PNG\r\n\u001a\n') },
	{ looksLike: 'a JPEG image', is: isJpeg },
	{ looksLike: 'a GIF image', is: (start) => /^GIF8[79]a$/.test(textAt(start, 0, 6)) },
	{ looksLike: 'a WebP image', is: (start) => /^RIFF.{4}WEBP$/s.test(textAt(start, 0, 12)) },
	{ looksLike: 'a BMP image', is: isBmp },
	{ looksLike: 'a TIFF image', is: (start) => /^(?:II\*\0|MM\0\*)$/.test(textAt(start, 0, 4)) },
	{ looksLike: 'an AVIF image', is: (start) => /^ftypavi[fs]$/.test(textAt(start, 4, 8)) },
	{
		looksLike: 'a HEIC image',
		is: (start) => /^ftyp(?:hei[cmsx]|hev[cx])$/.test(textAt(start, 4, 8)),
	},
	{ looksLike: 'a HEIF image', is: (start) => /^ftypm[is]f1$/.test(textAt(start, 4, 8)) },
	{ looksLike: 'a ZIP archive', is: (start) => ZIP.includes(textAt(start, 0, 4)) },
	{ looksLike: 'a gzip archive', is: isGzip },
];

/** What a file looks like that is plainly not audio, with an article; undefined if it may be audio. */
export function looksLike(start: Uint8Array, size: number): string | undefined {
	const kind = KINDS.find(({ is }) => is(start, size));
	return kind ? kind.looksLike : looksLikeText(start, size);
}

/** Checks two markers: noise in telephone audio can look like the first. */
function isJpeg(start: Uint8Array): boolean {
	if (!hasBytes(start, 0, [0xff, 0xd8, 0xff]) || !(uint8(start, 3) >= 0xc0)) return false;
	const second = 4 + uint16(start, 4);
	return second >= start.length || uint8(start, second) === 0xff;
}

/** "BM" alone could be sound: the file's size and zeros must follow. */
function isBmp(start: Uint8Array, size: number): boolean {
	return hasText(start, 0, 'BM') && uint32(start, 2, true) === size && uint32(start, 6) === 0;
}

/** With the only compression method that exists, and no reserved flags. */
function isGzip(start: Uint8Array): boolean {
	return hasBytes(start, 0, [0x1f, 0x8b, 8]) && uint8(start, 3) < 0x20;
}
