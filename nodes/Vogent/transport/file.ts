import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { ApiCaller } from './caller';
import { readConnection, type Connection } from './connection';
import { unreadableAnswer, type FailedRequest } from './errors';
import { send } from './send';
import { inTries, isSuccess, refused, type Result } from './tries';

/** A file of the service whose bytes are still to be read. */
export interface OpenFile {
	/** A Node stream. */
	stream: Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];
	headers: IN8nHttpFullResponse['headers'];
}

/** A request whose answer is a file, and which costs money each time. */
export interface FileRequest {
	path: string;
	body: IDataObject;
}

const LONGEST_ERROR_BYTES = 10_000;

/**
 * Asks the service to make a file, and gives what `store` makes of its bytes, as they come. Sent again only where the
 * service cannot have acted. Throws a NodeApiError as `apiRequest` does, also for an answer that is no file or is empty.
 * API pages: "Text to Speech".
 */
export async function makeFile(
	caller: ApiCaller,
	request: FileRequest,
	store: (file: OpenFile) => Promise<IBinaryData>,
): Promise<IBinaryData> {
	const connection = await readConnection(caller);
	const result = await inTries(
		caller,
		{ title: `POST ${request.path}`, costs: true },
		async () => await makeOnce(caller, connection, request, store),
	);
	if ('failure' in result) throw result.failure.error;
	return result.answer;
}

async function makeOnce(
	caller: ApiCaller,
	{ baseUrl, apiKey }: Connection,
	{ path, body }: FileRequest,
	store: (file: OpenFile) => Promise<IBinaryData>,
): Promise<Result<IBinaryData>> {
	const url = `${baseUrl}${path}`;
	const failed: FailedRequest = {
		node: caller.context.getNode(),
		itemIndex: caller.itemIndex,
		target: `POST ${url}`,
		costs: true,
		apiKey,
	};
	return await send<Result<IBinaryData>>(
		caller,
		{ method: 'POST', url, json: body, encoding: 'stream' },
		failed,
		async (response) => {
			const { statusCode: status, headers } = response;
			const stream = response.body as OpenFile['stream'];
			if (!isSuccess(status)) return refused(failed, response, await startOf(stream));
			// Sign-in pages and proxies answer 200, too.
			if (/^text\/|json|xml|html/i.test(String(headers['content-type'] ?? ''))) {
				await startOf(stream);
				return { failure: unreadableAnswer(failed, status, 'it is not audio') };
			}
			const file = await store({ stream, headers });
			return isEmpty(file)
				? { failure: unreadableAnswer(failed, status, 'it is empty') }
				: { answer: file };
		},
	);
}

/** Whether a file has no bytes; n8n's earlier line tells its size as text only. */
function isEmpty({ bytes, fileSize }: IBinaryData): boolean {
	return bytes === 0 || (bytes === undefined && fileSize === '0 B');
}

/** The beginning of an answer that is not the file: what the service says of an error, as far as it comes. */
export async function startOf(stream: OpenFile['stream']): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			length += chunk.length;
			if (length >= LONGEST_ERROR_BYTES) break;
		}
	} catch {
		// The status is known: it says more than that the rest was lost.
	}
	return Buffer.concat(chunks).toString('utf8');
}
