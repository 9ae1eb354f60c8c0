import { NodeOperationError } from 'n8n-workflow';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import type { ItemRun } from './operation';
import { unreadableFileError } from './transport/errors';
import type { UploadFile } from './transport/form';

const UNTOUCHED_FIELD = 'data';

/**
 * The audio clip of an item, ready to be streamed: the binary field (or, by expression, the binary object) that the
 * parameter `binaryPropertyName` gives. If that was left at "data" and the item has one other binary field instead,
 * that one, with a hint. `fileName` replaces the clip's own name unless it is empty.
 * Throws a NodeOperationError if there is no such field, naming those that there are, or if the clip is empty.
 */
export async function findClip(item: ItemRun, fileName: string): Promise<UploadFile> {
	const { context, itemIndex } = item;
	const binary = findBinary(item);
	const content = await readContent(item, binary);
	if (content.size === 0) {
		throw new NodeOperationError(context.getNode(), 'The audio clip is empty (0 bytes)', {
			itemIndex,
			description: 'Check the node that produces the clip: the upload or download may have failed.',
		});
	}
	return {
		fileName: fileName.trim() || binary.fileName || nameFor(binary),
		mimeType: binary.mimeType,
		...content,
	};
}

/** The size, and how to open the bytes: a stream of n8n's binary store, or what n8n holds in memory anyway. */
async function readContent(
	{ context, itemIndex }: ItemRun,
	binary: IBinaryData,
): Promise<Pick<UploadFile, 'size' | 'open'>> {
	const { id } = binary;
	if (id === undefined) {
		const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, binary);
		return { size: bytes.length, open: async () => inOnePiece(bytes) };
	}
	try {
		const { fileSize } = await context.helpers.getBinaryMetadata(id);
		return { size: fileSize, open: async () => await context.helpers.getBinaryStream(id) };
	} catch (error) {
		throw unreadableFileError({ node: context.getNode(), itemIndex }, error);
	}
}

function findBinary(item: ItemRun): IBinaryData {
	const { context, itemIndex, hint } = item;
	const wanted = context.getNodeParameter('binaryPropertyName', itemIndex) as string | IBinaryData;
	const files = binaryFields(context.getInputData()[itemIndex]);

	if (typeof wanted === 'string') {
		const named = files.get(wanted);
		// In n8n's combined binary mode the files are in `_files`, and a plain name is not a path to one.
		if (named !== undefined) return context.helpers.assertBinaryData(itemIndex, named);
		const [only] = files;
		if (wanted === UNTOUCHED_FIELD && only !== undefined && files.size === 1) {
			hint(
				`The items have no binary field "${UNTOUCHED_FIELD}". Their only one, "${only[0]}", was used as the clip.`,
			);
			return context.helpers.assertBinaryData(itemIndex, only[1]);
		}
	}
	const names = [...files.keys()];
	try {
		return context.helpers.assertBinaryData(itemIndex, wanted);
	} catch {
		throw new NodeOperationError(context.getNode(), missing(wanted, names), {
			itemIndex,
			description:
				names.length === 0
					? 'Cloning needs an audio clip. Put a node in front that gives a file, such as Form Trigger, Webhook, HTTP Request or Read/Write Files from Disk.'
					: 'Set "Input Binary Field" to the field that has the audio clip.',
		});
	}
}

function missing(wanted: string | IBinaryData, names: string[]): string {
	const what =
		typeof wanted !== 'string'
			? 'The expression in "Input Binary Field" does not give a binary field'
			: wanted.trim() === ''
				? '"Input Binary Field" is empty'
				: `The item has no binary field "${wanted}"`;
	const there =
		names.length === 0
			? 'the item has no binary data'
			: `its binary fields are: ${names.map((name) => `"${name}"`).join(', ')}`;
	return `${what}; ${there}`;
}

/** The binary fields of an item by name: in `binary`, or in combined binary mode (n8n 2) in `json._files`. */
function binaryFields(item: INodeExecutionData | undefined): Map<string, IBinaryData> {
	const combined = item?.json._files;
	return new Map(
		Object.entries({
			...(typeof combined === 'object' ? combined : undefined),
			...item?.binary,
		} as Record<string, unknown>).filter((entry): entry is [string, IBinaryData] =>
			isBinary(entry[1]),
		),
	);
}

function isBinary(value: unknown): value is IBinaryData {
	return typeof value === 'object' && value !== null && 'mimeType' in value;
}

/** Empty where n8n knows no extension: the upload then makes a name from the MIME type. */
function nameFor({ fileExtension }: IBinaryData): string {
	return fileExtension ? `clip.${fileExtension}` : '';
}

async function* inOnePiece(buffer: Buffer): AsyncGenerator<Uint8Array> {
	yield buffer;
}
