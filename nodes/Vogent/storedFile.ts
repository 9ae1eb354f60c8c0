import type { IBinaryData, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { ItemRun } from './operation';
import type { OpenFile } from './transport/file';
import { sanitizeFileName } from './transport/fileName';

/** From where n8n's binary store is used. */
export interface StoringCaller {
	context: IExecuteFunctions | IWebhookFunctions;
}

/**
 * Streams a file of the service into n8n's binary store. Name and type are always given: n8n would otherwise guess them
 * from the stream, or not find them.
 */
export async function storeFile(
	{ context }: StoringCaller,
	stream: OpenFile['stream'],
	fileName: string,
	mimeType: string,
): Promise<IBinaryData> {
	const name = sanitizeFileName(fileName, mimeType);
	return await context.helpers.prepareBinaryData(stream, name, mimeType);
}

/** What the JSON of an item tells of the file that it has. */
export interface FileDescription {
	fileName: string | undefined;
	mimeType: string;
	/** Bytes. */
	fileSize: number;
}

/** What is told of a file that n8n has stored; n8n 1 does not write its size in bytes into the file's data. */
export async function describeFile(
	{ context }: Pick<ItemRun, 'context'>,
	{ fileName, mimeType, bytes, id, data }: IBinaryData,
): Promise<FileDescription> {
	const told = { fileName, mimeType };
	if (bytes !== undefined) return { ...told, fileSize: bytes };
	if (id === undefined) return { ...told, fileSize: Buffer.byteLength(data, 'base64') };
	return { ...told, fileSize: (await context.helpers.getBinaryMetadata(id)).fileSize };
}
