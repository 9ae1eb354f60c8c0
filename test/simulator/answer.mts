import type { ServerResponse } from 'node:http';
import type { Bytes, Refusal } from './operation.mts';

/** What goes back to the client. */
export interface Answer {
	status: number;
	headers: Record<string, string | string[]>;
	body: string | Buffer;
	/** Sent in pieces, without a length; left out for an answer that is sent whole. */
	isStreamed?: true;
}

/** Returns an answer whose body is this value as JSON. */
export function jsonAnswer(status: number, value: unknown): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(value),
	};
}

/** Returns the answer 200 whose body is these bytes. */
export function bytesAnswer({ contentType, content }: Bytes): Answer {
	return {
		status: 200,
		headers: { 'content-type': contentType },
		body: content,
		isStreamed: true,
	};
}

/** Returns the answer that tells of a refusal: `{ "message": …, "errors": […] }`. */
export function refusalAnswer(refusal: Refusal): Answer {
	return jsonAnswer(refusal.status, { message: refusal.message, errors: refusal.errors });
}

/** Sends an answer whole and at once. */
export function send(response: ServerResponse, answer: Answer): void {
	const body = Buffer.from(answer.body);
	response.writeHead(answer.status, { 'content-length': body.length, ...answer.headers });
	response.end(body);
}
