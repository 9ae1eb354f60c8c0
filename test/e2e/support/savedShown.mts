import { createHash } from 'node:crypto';

import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import type { ReceivedPart, ReceivedRequest, Simulator } from '../../simulator/client.mts';

/** A request, as it is compared with what a saved workflow has to send. */
export interface ShownRequest {
	method: string;
	/** Below the base URL. */
	path: string;
	query?: Record<string, string | string[]>;
	contentType?: string;
	/** The JSON body. */
	body?: unknown;
	/** The fields of a form, in order. */
	form?: object[];
}

/**
 * What has arrived at the simulator.
 *
 * @param asksAgain whether the same question again is no other request
 */
export async function shownRequests(
	simulator: Simulator,
	asksAgain = false,
): Promise<ShownRequest[]> {
	const shown = (await simulator.requests()).map(shownRequest);
	if (!asksAgain) return shown;
	return shown.filter((one, index) => JSON.stringify(one) !== JSON.stringify(shown[index - 1]));
}

function shownRequest({ method, path, query, headers, json, text, parts }: ReceivedRequest) {
	const shown: ShownRequest = { method, path };
	if (Object.keys(query).length > 0) shown.query = { ...query };
	const hasBody = parts !== null || (text ?? '') !== '';
	if (hasBody) shown.contentType = headers['content-type'];
	if (parts !== null) shown.form = parts.map(shownPart);
	else if (hasBody) shown.body = json ?? text;
	return shown;
}

function shownPart({ kind, name, value, filename, mimeType, size, sha256 }: ReceivedPart): object {
	return kind === 'text' ? { name, value } : { name, fileName: filename, mimeType, size, sha256 };
}

/** Gives a file that n8n keeps, by its ID. */
export type ReadFile = (binaryId: string) => Promise<Buffer>;

/** The items of each output of a node; of a file what does not depend on where n8n keeps it. */
export async function shownOutput(
	outputs: INodeExecutionData[][],
	read: ReadFile,
): Promise<object[][]> {
	return await Promise.all(
		outputs.map(async (items) => await Promise.all(items.map((item) => shownItem(item, read)))),
	);
}

async function shownItem(
	{ json, binary, pairedItem }: INodeExecutionData,
	read: ReadFile,
): Promise<object> {
	if (binary === undefined) return { json, pairedItem };
	const files = await Promise.all(
		Object.entries(binary).map(async ([field, file]) => [field, await shownFile(file, read)]),
	);
	return { json, binary: Object.fromEntries(files) as object, pairedItem };
}

async function shownFile(file: IBinaryData, read: ReadFile): Promise<object> {
	const { fileName, fileExtension, mimeType, id, data } = file;
	const bytes = id === undefined ? Buffer.from(data, 'base64') : await read(id);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { fileName, fileExtension, mimeType, size: bytes.length, sha256 };
}
