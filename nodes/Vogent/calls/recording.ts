import type { IBinaryData } from 'n8n-workflow';

import { FORMATS } from '../clip/audio';
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

/** In what a call may be recorded: the service does not say. */
const RECORDED_IN = [
	FORMATS.WAV,
	FORMATS.MP3,
	FORMATS.OGG,
	FORMATS.M4A,
	FORMATS.FLAC,
	FORMATS.WebM,
];

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
			fileName ||
			(ownName.includes('.') ? ownName : `call-${dialId}${recordingExtension(mimeType)}`);
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
	if (given !== 'application/octet-stream') return given;
	const last = `.${fileName.split('.').at(-1)?.toLowerCase()}`;
	return RECORDED_IN.find(({ extension }) => extension === last)?.mimeType ?? given;
}

function recordingExtension(type: string): string {
	return RECORDED_IN.find(({ mimeType }) => mimeType === type)?.extension ?? '';
}
