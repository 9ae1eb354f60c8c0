import type { ServerResponse } from 'node:http';
import type { Refusal } from './operation.mts';
import type { PlannedAnswer } from './records.mts';

/** What goes back to the client. */
export interface Answer {
	status: number;
	headers: Record<string, string | string[]>;
	body: string | Buffer;
	hangUp?: PlannedAnswer['hangUp'];
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

/** Sends an answer, or as much of it as the plan allows. Gives the status sent, null for none. */
export function send(response: ServerResponse, answer: Answer): number | null {
	if (answer.hangUp === 'before-answer') {
		response.destroy();
		return null;
	}
	const body = Buffer.from(answer.body);
	if (answer.hangUp === 'mid-answer') {
		const promised = Math.max(body.length, 1);
		response.writeHead(answer.status, { ...answer.headers, 'content-length': promised });
		response.flushHeaders();
		response.write(body.subarray(0, promised / 2), () => response.destroy());
		return answer.status;
	}
	response.writeHead(answer.status, { 'content-length': body.length, ...answer.headers });
	response.end(body);
	return answer.status;
}
