import type { ServerResponse } from 'node:http';
import type { Refusal } from './operation.mts';

/** What goes back to the client. */
export interface Answer {
	status: number;
	headers: Record<string, string | string[]>;
	body: string | Buffer;
}

/** Gives an answer whose body is this value as JSON. */
export function jsonAnswer(status: number, value: unknown): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(value),
	};
}

/** Gives the answer that tells of a refusal: `{ "message": …, "errors": […] }`. */
export function refusalAnswer(refusal: Refusal): Answer {
	return jsonAnswer(refusal.status, { message: refusal.message, errors: refusal.errors });
}

/** Sends an answer whole and at once. */
export function send(response: ServerResponse, answer: Answer): void {
	const body = Buffer.from(answer.body);
	response.writeHead(answer.status, { 'content-length': body.length, ...answer.headers });
	response.end(body);
}
