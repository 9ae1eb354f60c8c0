import type { IBinaryData } from 'n8n-workflow';

import { extensionOf, hasExtension, mimeTypeOf } from '../clip/audio';
import type { ApiCaller } from '../transport/caller';
import { download } from '../transport/file';
import { sanitizeMimeType } from '../transport/fileName';
import { storeFile, type StoringCaller } from './storeFile';

interface Recording {
	dialId: string;
	url: string;
	/** Empty for the recording's own name. */
	fileName: string;
	/** The largest recording that is taken. */
	maxMegabytes: number;
}

/**
 * Streams a recording into n8n's binary store, with a file name and a type. Throws what `download` throws.
 * API page: "Get Dial" (`recordings.url`).
 */
export async function storeRecording(
	caller: ApiCaller & StoringCaller,
	{ dialId, url, fileName, maxMegabytes }: Recording,
): Promise<IBinaryData> {
	return await download(caller, url, async (file) => {
		const ownName = nameIn(url);
		const mimeType = recordingMimeType(String(file.headers['content-type'] ?? ''), ownName);
		const name =
			fileName || (hasExtension(ownName) ? ownName : `call-${dialId}${extensionOf(mimeType)}`);
		return await storeFile(caller, file, { fileName: name, mimeType, maxMegabytes });
	});
}

function nameIn(url: string): string {
	const last = (URL.parse(url)?.pathname ?? '').split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}

function recordingMimeType(contentType: string, fileName: string): string {
	const given = sanitizeMimeType(contentType.replace(/;.*$/s, ''));
	return given === 'application/octet-stream' ? (mimeTypeOf(fileName) ?? given) : given;
}
