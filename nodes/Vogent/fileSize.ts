import type { IBinaryData } from 'n8n-workflow';

import type { ItemRun } from './operation';

/** The size in bytes of a file that n8n has stored; n8n 1 does not write it into the file's data. */
export async function fileSizeOf(
	{ context }: Pick<ItemRun, 'context'>,
	{ bytes, id, data }: IBinaryData,
): Promise<number> {
	if (bytes !== undefined) return bytes;
	if (id === undefined) return Buffer.byteLength(data, 'base64');
	return (await context.helpers.getBinaryMetadata(id)).fileSize;
}
