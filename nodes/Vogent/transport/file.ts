import { OperationalError } from 'n8n-workflow';
import type { IBinaryData, IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';

import { readErrorText, type BodyStream } from './body';
import type { ApiCaller } from './caller';
import { readConnection } from './connection';
import type { Connection } from './credential';
import { unusableFile, type FailedRequest } from './errors';
import { isSuccess, statusResult, withRetries, type TryResult } from './retry';
import { send, type IncomingResponse } from './send';

/** A file of the service whose bytes are still to be read. */
export interface OpenFile {
	stream: BodyStream;
	headers: IN8nHttpFullResponse['headers'];
}

/** Reads a file and keeps it. Throws an InvalidFileError for what is no file, or not all of it. */
export type StoreFile = (file: OpenFile) => Promise<IBinaryData>;

/** Why an answer is not the file that was asked for: its message completes "Vogent did not send a usable file: …". */
export class InvalidFileError extends OperationalError {
	/** Whether the file may come right a moment later. */
	readonly isTransient: boolean;

	constructor(message: string, { isTransient = true } = {}) {
		super(message);
		this.isTransient = isTransient;
	}
}

/** A request whose answer is a file, and which costs money each time. */
export interface FileRequest {
	path: string;
	body: IDataObject;
}

/** To be sent with each request for a file: a file that is cut off and was compressed cannot be told from a whole one. */
export const UNCOMPRESSED = { 'Accept-Encoding': 'identity' };

/**
 * Asks the service to make a file, and gives what `store` makes of its bytes, as they come. Sent again only where the
 * service cannot have acted. Throws a NodeApiError as `apiRequest` does, also for an answer that is not the file.
 * API pages: "Text to Speech".
 */
export async function makeFile(
	caller: ApiCaller,
	request: FileRequest,
	store: StoreFile,
): Promise<IBinaryData> {
	const connection = await readConnection(caller);
	const result = await withRetries(
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
	store: StoreFile,
): Promise<TryResult<IBinaryData>> {
	const url = `${baseUrl}${path}`;
	const failed: FailedRequest = {
		node: caller.context.getNode(),
		itemIndex: caller.itemIndex,
		target: `POST ${url}`,
		costs: true,
		apiKey,
	};
	return await send<TryResult<IBinaryData>>(
		caller,
		{ method: 'POST', url, json: body, headers: UNCOMPRESSED },
		failed,
		async (answer) => await receiveFile(failed, answer, store),
	);
}

/** What `store` makes of the file in an answer. What is no whole file, whatever its status says, is a failure. */
export async function receiveFile(
	request: FailedRequest,
	answer: IncomingResponse,
	store: StoreFile,
): Promise<TryResult<IBinaryData>> {
	const { statusCode: status, headers, body: stream } = answer;
	if (!isSuccess(status)) return statusResult(request, answer, await readErrorText(stream));
	const failed = ({ message, isTransient }: InvalidFileError) => ({
		failure: unusableFile(request, status, message, isTransient),
	});
	try {
		// Others of this kind are a part of a file, or none.
		if (status !== 200)
			return failed(new InvalidFileError(`its status is ${status} instead of 200`));
		return await store({ stream, headers }).then(
			(file) => ({ answer: file }),
			async (error: unknown) =>
				error instanceof InvalidFileError ? failed(error) : await Promise.reject(error),
		);
	} finally {
		stream.destroy();
	}
}
