import { setTimeout as sleep } from 'node:timers/promises';

import type { IHttpRequestOptions } from 'n8n-workflow';

import { failureOf } from '../support/failure.mts';
import { fileOf, formOf } from '../support/form.mts';
import type { Line } from '../support/line.mts';
import { AS_THE_NODE, send, withSignal } from '../support/send.mts';
import { withServer, type Answer } from '../support/server.mts';

const silent: Answer = () => undefined;

/** Answers after 600 ms. */
const slow: Answer = (_request, response) => {
	setTimeout(() => response.end('late'), 600);
};

/** An answer of 10 bytes, one every 90 ms. */
const dripping: Answer = (_request, response) => {
	void (async () => {
		response.writeHead(200, { 'content-length': 10 });
		for (let left = 10; left > 1; left--) {
			response.write('.');
			await sleep(90);
		}
		response.end('.');
	})();
};

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
	timeoutOfSilence: (line: Line) => outcome(line, silent, { timeout: 400 }),
	timeoutOfDrip: (line: Line) => outcome(line, dripping, { timeout: 400 }),
	timeoutOfUpload: (line: Line) =>
		outcome(line, whenComplete, { timeout: 400, method: 'POST', body: slowForm() }),
	abortSignalOption: (line: Line) => outcome(line, slow, { abortSignal: cancelled() }),
	abortedOption: (line: Line) => outcome(line, slow, { abortSignal: AbortSignal.abort() }),
	cancel: (line: Line) => outcome(line, silent, { signal: cancelled() }),
	ownCancel: (line: Line) => outcome(line, silent, { self: cancelled }),
	ownTimeout: (line: Line) => outcome(line, silent, { self: timedOut }),
	ownTimeoutOfDrip: (line: Line) => outcome(line, dripping, { self: timedOut }),
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
