import { OperationalError } from 'n8n-workflow';
import type { IBinaryData, IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';

import type { ApiCaller } from './caller';
import { unusableAddress, unusableFile, type Attempt } from './errors';
import { answerOf, withRetries, type Result } from './request';
import { isSuccess, send, statusResult, type BodyStream, type IncomingResponse } from './send';

const MOST_REDIRECTS = 5;

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

/** A file that is cut off and was compressed cannot be told from a whole one. */
const UNCOMPRESSED = { 'Accept-Encoding': 'identity' };

/**
 * Asks the service to make a file, and gives what `store` makes of its bytes, as they come. Sent again only where the
 * service cannot have acted. Throws a NodeApiError as `apiRequest` does, also for an answer that is not the file.
 * API pages: "Text to Speech".
 */
export async function makeFile(
	caller: ApiCaller,
	{ path, body }: FileRequest,
	store: StoreFile,
): Promise<IBinaryData> {
	const request = { method: 'POST', path, body, headers: UNCOMPRESSED, costs: true } as const;
	return answerOf(
		await withRetries(
			caller,
			request,
			async (attempt) =>
				await send(
					caller,
					attempt,
					request,
					async (answer) => await receiveFile(attempt, answer, store),
				),
		),
	);
}

/**
 * Reads a file of the service, where redirects lead too, and gives what `store` makes of it. Throws a NodeApiError as
 * `apiRequest` does. API page: "Get Dial" (`recordings.url`).
 */
export async function download(
	caller: ApiCaller,
	url: string,
	store: StoreFile,
): Promise<IBinaryData> {
	return answerOf(
		await withRetries(
			caller,
			{ method: 'GET' },
			async (attempt) => await follow(caller, { ...attempt, url }, store),
		),
	);
}

async function follow(
	caller: ApiCaller,
	attempt: Attempt,
	store: StoreFile,
	redirects = 0,
): Promise<Result<IBinaryData>> {
	if (!/^https?:$/.test(URL.parse(attempt.url)?.protocol ?? '')) {
		return { failure: unusableAddress(attempt) };
	}
	const result = await send<Result<IBinaryData> | { location: string }>(
		caller,
		attempt,
		{ headers: UNCOMPRESSED },
		async (answer) => {
			const { location } = answer.headers;
			const isRedirect = [301, 302, 303, 307, 308].includes(answer.statusCode);
			if (!isRedirect || typeof location !== 'string' || redirects === MOST_REDIRECTS) {
				return await receiveFile(attempt, answer, store);
			}
			answer.body.destroy();
			return { location };
		},
	);
	if (!('location' in result)) return result;
	const url = URL.parse(result.location, attempt.url)?.href ?? '';
	return await follow(caller, { ...attempt, url }, store, redirects + 1);
}

/** What `store` makes of the file in an answer. What is no whole file, whatever its status says, is a failure. */
async function receiveFile(
	attempt: Attempt,
	answer: IncomingResponse,
	store: StoreFile,
): Promise<Result<IBinaryData>> {
	const { statusCode: status, headers, body: stream } = answer;
	if (!isSuccess(status)) return await statusResult(attempt, answer);
	const failed = ({ message, isTransient }: InvalidFileError) => ({
		failure: unusableFile(attempt, status, message, isTransient),
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
