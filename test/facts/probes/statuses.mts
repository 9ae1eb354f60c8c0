import type { IHttpRequestOptions } from 'n8n-workflow';

import { failureOf } from '../support/failure.mts';
import { fileOf, formOf } from '../support/form.mts';
import type { Line } from '../support/line.mts';
import { AS_THE_NODE, send } from '../support/send.mts';
import { answerWith, withServer } from '../support/server.mts';

const STATUSES = [401, 404, 500, 503];

/** What the helper gives for each status, and how many requests that took. */
async function ignored(line: Line) {
	const answers = [];
	for (const status of STATUSES) {
		answers.push(
			await withServer(answerWith(status, '{"message":"no"}'), async ({ url, received }) => {
				const context = await line.createContext();
				const answer = await send(context, { ...AS_THE_NODE, url });
				return { ...answer, requests: received.length };
			}),
		);
	}
	return answers;
}

/** What the helper throws for a 401, and how many requests that took. */
async function thrown(line: Line, options: Partial<IHttpRequestOptions>) {
	return await withServer(answerWith(401, 'no'), async ({ url, received }) => {
		const context = await line.createContext();
		const failure = await failureOf(
			send(context, { ...AS_THE_NODE, ignoreHttpStatusErrors: false, url, ...options }),
		);
		return {
			httpCode: failure.httpCode,
			message: failure.message,
			requests: received.map(({ body }) => body.length > 0),
		};
	});
}

/** What the helper makes of an answer's text. */
async function bodyOf(line: Line, text: string, options: Partial<IHttpRequestOptions>) {
	const headers = { 'content-type': 'application/json' };
	return await withServer(answerWith(200, text, headers), async ({ url }) => {
		const context = await line.createContext();
		const { body } = await send(context, { ...AS_THE_NODE, url, ...options });
		return body;
	});
}

export const probes = {
	ignored,
	thrown401: (line: Line) => thrown(line, {}),
	thrown401ToForm: (line: Line) =>
		thrown(line, {
			method: 'POST',
			body: formOf([['clip', fileOf([Buffer.from('bytes')], { name: 'a.wav' })]]),
		}),
	brokenJsonAsText: (line: Line) => bodyOf(line, '{"id":', {}),
	jsonAsText: (line: Line) => bodyOf(line, '{"id":"1"}', {}),
	jsonWithoutEncoding: (line: Line) => bodyOf(line, '{"id":"1"}', { encoding: undefined }),
};
