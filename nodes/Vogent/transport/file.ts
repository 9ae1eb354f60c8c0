import { OperationalError } from 'n8n-workflow';
import type { IBinaryData, IN8nHttpFullResponse } from 'n8n-workflow';

import type { ApiCaller } from './caller';
import { unusableAddress, unusableFile, type Attempt } from './errors';
import { answerOf, withRetries, type ApiRequest, type Result } from './request';
import { isSuccess, send, statusResult, type BodyStream, type IncomingResponse } from './send';

const MOST_REDIRECTS = 5;

/** A file whose bytes are still to be read. */
export interface OpenFile {
	stream: BodyStream;
	headers: IN8nHttpFullResponse['headers'];
}

/** Reads a file and keeps it. Throws an InvalidFileError for anything but a whole file. */
export type StoreFile = (file: OpenFile) => Promise<IBinaryData>;

/** Its message completes "Vogent did not send a usable file: …". */
export class InvalidFileError extends OperationalError {
	/** Whether the file may be right a moment later. */
	readonly isTransient: boolean;

	constructor(message: string, { isTransient = true } = {}) {
		super(message);
		this.isTransient = isTransient;
	}
}

/** A compressed file that was cut off looks like a whole one. */
const UNCOMPRESSED = { 'Accept-Encoding': 'identity' };

/**
 * Requests a file that costs money each time, and streams it into `store`. Throws as `apiRequest` does, also for an answer
 * that is not the whole file. API pages: "Text to Speech".
 */
export async function makeFile(
	caller: ApiCaller,
	{ path, body }: Pick<ApiRequest, 'path' | 'body'>,
	store: StoreFile,
): Promise<IBinaryData> {
	const request = { method: 'POST', path, body, headers: UNCOMPRESSED, costs: true } as const;
	const result = await withRetries(caller, request, async (attempt) => {
		const read = async (answer: IncomingResponse) => await receiveFile(attempt, answer, store);
		return await send(caller, attempt, request, read);
	});
	return answerOf(result);
}

/**
 * Streams a file into `store`, following redirects. Throws as `apiRequest` does, also for an answer that is not the whole
 * file. API page: "Get Dial" (`recordings.url`).
 */
export async function download(
	caller: ApiCaller,
	url: string,
	store: StoreFile,
): Promise<IBinaryData> {
	const result = await withRetries(
		caller,
		{ method: 'GET' },
		async (attempt) => await follow(caller, { ...attempt, url }, store),
	);
	return answerOf(result);
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
		// Any other 2xx is a part of a file, or none.
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
