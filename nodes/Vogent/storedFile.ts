import type { IBinaryData } from 'n8n-workflow';

import type { ItemRun } from './operation';

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
