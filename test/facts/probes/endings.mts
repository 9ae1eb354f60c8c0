import type { IHttpRequestOptions } from 'n8n-workflow';

import { failureOf } from '../support/failure.mts';
import { fileOf, formOf } from '../support/form.mts';
import type { Line } from '../support/line.mts';
import { AS_THE_NODE, send, withSignal } from '../support/send.mts';
import { withServer, type Answer } from '../support/server.mts';

const silent: Answer = () => undefined;

const whenComplete: Answer = (request, response) => {
	request.on('end', () => response.end('done'));
};

/** The answer's text, or how the request failed; and whether the server saw the connection end early. */
async function outcome(
	line: Line,
	answer: Answer,
	{ signal, self, ...options }: Partial<IHttpRequestOptions> & Signals = {},
) {
	let closed: Promise<boolean> | undefined;
	const watched: Answer = (request, response) => {
		closed = new Promise((resolve) => {
			response.once('close', () => resolve(!response.writableFinished));
		});
		answer(request, response);
	};
	return await withServer(watched, async ({ url }) => {
		const context = await line.createContext({ signal });
		const seenBy = self === undefined ? context : withSignal(context, self());
		const sent = send(context, { ...AS_THE_NODE, url, ...options }, seenBy);
		const result = await sent.then(
			({ body }) => ({ body }),
			() => failureOf(sent),
		);
		return { result, gone: (await closed) ?? 'nothing came' };
	});
}

interface Signals {
	/** The execution's own cancel signal. */
	signal?: AbortSignal;
	/** The one that the helper gets instead, by `withSignal`; made when the request is. */
	self?: () => AbortSignal;
}

/** Aborts after 400 ms with a reason of its own. */
const cancelled = () => {
	const controller = new AbortController();
	setTimeout(() => controller.abort(new Error('my own reason')), 400);
	return controller.signal;
};

const timedOut = () => AbortSignal.timeout(400);

/** A form whose upload takes 900 ms. */
const slowForm = () =>
	formOf([['clip', fileOf(Array<Buffer>(10).fill(Buffer.alloc(1000)), { pauseMs: 90 })]]);

export const probes = {
	cancel: (line: Line) => outcome(line, silent, { signal: cancelled() }),
	ownCancel: (line: Line) => outcome(line, silent, { self: cancelled }),
	ownTimeout: (line: Line) => outcome(line, silent, { self: timedOut }),
	ownTimeoutOfUpload: (line: Line) =>
		outcome(line, whenComplete, {
			self: timedOut,
			method: 'POST',
			body: slowForm(),
		}),
	either: (line: Line) =>
		outcome(line, silent, {
			self: () => AbortSignal.any([cancelled(), AbortSignal.timeout(5000)]),
		}),
	abortedBefore: (line: Line) => outcome(line, silent, { self: () => AbortSignal.abort() }),
};
