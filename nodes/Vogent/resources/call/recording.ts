import type { IBinaryData, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { sanitizeFileName, sanitizeMimeType } from '../../transport/fileName';
import { download } from '../../transport/download';
import type { ApiCaller } from '../../transport/caller';

/** Whose files n8n stores. */
type StoringCaller = ApiCaller & { context: IExecuteFunctions | IWebhookFunctions };

interface Recording {
	dialId: string;
	url: string;
	/** Empty for the recording's own name. */
	fileName: string;
}

const MIME_TYPES: Record<string, string> = {
	wav: 'audio/wav',
	mp3: 'audio/mpeg',
	ogg: 'audio/ogg',
	m4a: 'audio/mp4',
	flac: 'audio/flac',
	webm: 'audio/webm',
};

/**
 * Streams a recording into n8n's binary store, with a file name and a type. Throws what `download` throws.
 * API page: "Get Dial" (`recordings.url`).
 */
export async function storeRecording(
	caller: StoringCaller,
	{ dialId, url, fileName }: Recording,
): Promise<IBinaryData> {
	return await download(caller, url, async ({ stream, headers }) => {
		const ownName = nameIn(url);
		const mimeType = typeOf(String(headers['content-type'] ?? ''), ownName);
		const name =
			fileName || (ownName.includes('.') ? ownName : `call-${dialId}${extension(mimeType)}`);
		// Both are always given: n8n would otherwise guess them from the stream, or not find them.
		return await caller.context.helpers.prepareBinaryData(
			stream,
			sanitizeFileName(name, mimeType),
			mimeType,
		);
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

function typeOf(contentType: string, fileName: string): string {
	const given = sanitizeMimeType(contentType.replace(/;.*$/s, ''));
	if (given !== 'application/octet-stream') return given;
	return MIME_TYPES[fileName.split('.').at(-1)?.toLowerCase() ?? ''] ?? given;
}

function extension(mimeType: string): string {
	const found = Object.entries(MIME_TYPES).find(([, type]) => type === mimeType);
	return found === undefined ? '' : `.${found[0]}`;
}
