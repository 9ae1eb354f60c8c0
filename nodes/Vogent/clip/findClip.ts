import { NodeOperationError } from 'n8n-workflow';
import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import { displayText, excerpt, LONGEST_VALUE } from '../text/displayText';
import { truncateList } from '../text/truncateList';
import { unreadableFileError } from '../transport/errors';
import type { UploadFile } from '../transport/form';
import { LARGE_FILE_BYTES } from '../transport/minorGcTrigger';
import { defaultClipName } from './audio';
import { base64File } from './base64File';

const UNTOUCHED_FIELD = 'data';

const MOST_NAMES = 20;

/** How much n8n reads from its disk at a time. More is faster, but takes memory for each of many parallel uploads. */
const CHUNK_BYTES = 131_072;
const CHUNK_BYTES_OF_LARGE = 262_144;

/**
 * The audio clip of an item, ready to be streamed: the binary field (or, by expression, the binary object) in the parameter
 * `binaryPropertyName`. If that was left at "data", and the item has a single other binary field, that one, with a hint.
 * Throws a NodeOperationError if there is no such field, or if the clip is empty or gone.
 */
export async function findClip(item: ItemRun): Promise<UploadFile> {
	const { context, itemIndex } = item;
	const binary = findBinary(item);
	const content = await readContent(item, binary);
	if (content === undefined) throw notAFileError(item, binary);
	if (content.size === 0) {
		throw new NodeOperationError(context.getNode(), 'The audio clip is empty (0 bytes)', {
			itemIndex,
			description: 'Check the node that produces the clip: the upload or download may have failed.',
		});
	}
	const mimeType = String(binary.mimeType ?? '');
	return {
		fileName: String(binary.fileName ?? ''),
		fallbackName: defaultClipName(mimeType),
		mimeType,
		...content,
	};
}

/** From n8n's binary store, or from memory if n8n holds it there; undefined if it is not a file. */
async function readContent(
	{ context, itemIndex }: ItemRun,
	binary: IBinaryData,
): Promise<Pick<UploadFile, 'size' | 'isInMemory' | 'open'> | undefined> {
	const { id } = binary;
	try {
		if (id) {
			const { fileSize } = await context.helpers.getBinaryMetadata(id);
			const chunkBytes = fileSize < LARGE_FILE_BYTES ? CHUNK_BYTES : CHUNK_BYTES_OF_LARGE;
			return {
				size: fileSize,
				open: async () => await context.helpers.getBinaryStream(id, chunkBytes),
			};
		}
		return base64File(binary.data);
	} catch (error) {
		throw unreadableFileError({ node: context.getNode(), itemIndex }, error);
	}
}

/** A Code node can put any text in place of a file. */
function notAFileError(item: ItemRun, binary: IBinaryData): NodeOperationError {
	const fields = Object.entries(binaryFields(item));
	const name = fields.find(([, file]) => file === binary)?.[0];
	const message =
		name === undefined
			? 'The expression in "Input Binary Field" does not give a file'
			: `The binary field "${excerpt(name)}" does not hold a file`;
	return new NodeOperationError(item.context.getNode(), message, {
		itemIndex: item.itemIndex,
		description:
			'Its "data" is no Base64, and it has no "id". In a Code node, encode the bytes as Base64, or pass the whole binary object of a stored file on.',
	});
}

function findBinary(item: ItemRun): IBinaryData {
	const { context, itemIndex } = item;
	const given = context.getNodeParameter('binaryPropertyName', itemIndex) as unknown;
	const wanted = typeof given === 'string' ? given.trim() : given;
	const names = Object.keys(binaryFields(item));
	try {
		const found = resolveBinary(item, wanted, names);
		if (isFile(found)) return found;
	} catch (error) {
		context.logger.debug(displayText(`Vogent: n8n found no file: ${String(error)}`));
	}
	throw new NodeOperationError(context.getNode(), missingMessage(wanted, names), {
		itemIndex,
		description:
			names.length === 0
				? adviceForNoFile(item)
				: 'Set "Input Binary Field" to the field that has the audio clip.',
	});
}

/** By the node in front that should have output a file. */
const ADVICE_BY_NODE: Record<string, string> = {
	'n8n-nodes-base.form': 'The form was sent without a file. Make its file element required.',
	'n8n-nodes-base.formTrigger': 'The form was sent without a file. Make its file element required.',
	'n8n-nodes-base.httpRequest':
		'To get a file from the HTTP Request node, set its "Response Format" to "File".',
	'n8n-nodes-base.webhook':
		'The request to the Webhook node had no file. Send it as multipart/form-data.',
};

function adviceForNoFile({ context }: ItemRun): string {
	const parents = context.getParentNodes(context.getNode().name);
	const nearest = parents.findLast(({ type }) => type in ADVICE_BY_NODE);
	return (
		ADVICE_BY_NODE[nearest?.type ?? ''] ??
		'Cloning needs an audio clip. Put a node in front that gives a file, such as Form Trigger, Webhook, HTTP Request or Read/Write Files from Disk.'
	);
}

/** Throws n8n's own error if it finds nothing. */
function resolveBinary(item: ItemRun, wanted: unknown, names: string[]): unknown {
	const { context, itemIndex, hint } = item;
	if (typeof wanted !== 'string') {
		return context.helpers.assertBinaryData(itemIndex, wanted as IBinaryData);
	}
	if (names.includes(wanted)) return assertField(item, wanted);
	const [only] = names;
	if (wanted === UNTOUCHED_FIELD && only !== undefined && names.length === 1) {
		hint(
			`The items have no binary field "${UNTOUCHED_FIELD}". Their only one, "${excerpt(only)}", was used as the clip.`,
		);
		return assertField(item, only);
	}
	return context.helpers.assertBinaryData(itemIndex, wanted);
}

/** A Code node can put anything in place of a file. */
function isFile(value: unknown): value is IBinaryData {
	if (typeof value !== 'object' || value === null) return false;
	const { id, data } = value as Partial<IBinaryData>;
	return (typeof id === 'string' && id !== '') || typeof data === 'string';
}

function missingMessage(wanted: unknown, names: string[]): string {
	const there =
		names.length === 0
			? 'the item has no binary data'
			: `its binary fields are: ${listNames(names)}`;
	return `${whatIsMissing(wanted, names)}; ${there}`;
}

function whatIsMissing(wanted: unknown, names: string[]): string {
	if (typeof wanted !== 'string') {
		return 'The expression in "Input Binary Field" does not give a binary field';
	}
	if (wanted === '') return '"Input Binary Field" is empty';
	if (names.includes(wanted)) return `The binary field "${excerpt(wanted)}" does not hold a file`;
	if (wanted.length > LONGEST_VALUE) {
		return `"Input Binary Field" takes the name of a binary field, not "${excerpt(wanted)}" (the Convert to File node makes a file of Base64)`;
	}
	return `The item has no binary field "${excerpt(wanted)}"`;
}

function listNames(names: string[]): string {
	const { shown, more } = truncateList(
		names.map((name) => `"${excerpt(name)}"`),
		MOST_NAMES,
	);
	return [...shown, ...more].join(', ');
}

/** In n8n's combined binary mode (n8n 2) an item's files are in its JSON, under `_files`, except those held in memory. */
function isCombined({ context }: ItemRun): boolean {
	return context.getWorkflowSettings().binaryMode === 'combined';
}

/** By name. In other modes, what looks like a file in the JSON is not one. */
function binaryFields(item: ItemRun): object {
	const input = item.context.getInputData()[item.itemIndex];
	if (!isCombined(item)) return input?.binary ?? {};
	return { ...input?.binary, ...(input?.json._files as IDataObject | undefined) };
}

/** Not by name in combined mode: n8n would split it at its dots. */
function assertField(item: ItemRun, name: string): IBinaryData {
	const { context, itemIndex } = item;
	if (!isCombined(item)) return context.helpers.assertBinaryData(itemIndex, name);
	const field = (binaryFields(item) as Record<string, IBinaryData>)[name];
	return context.helpers.assertBinaryData(itemIndex, field as IBinaryData);
}
