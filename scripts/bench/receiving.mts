import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';

import type { Receipts } from './receiver.mts';

/** Where to upload to, and with which key. */
export interface Service {
	baseUrl: string;
	apiKey: string;
}

/** A running receiver of uploads. */
export interface Receiver extends Service {
	/** What came in since it was last asked. */
	take: () => Promise<Receipts>;
	stop: () => void;
}

/**
 * Starts the receiver in a process of its own, which ends with this one.
 *
 * @throws {Error} when it ends instead of listening
 */
export async function startReceiver(): Promise<Receiver> {
	const apiKey = randomBytes(16).toString('hex');
	const child = fork(path.join(import.meta.dirname, 'receiver.mts'), [apiKey]);
	const ended = once(child, 'exit').then((): never => {
		throw new Error('The receiver of the uploads has ended.');
	});
	const answer = async <Answer,>(): Promise<Answer> => {
		const stopWaiting = new AbortController();
		const message = once(child, 'message', { signal: stopWaiting.signal });
		try {
			const [first] = (await Promise.race([message, ended])) as [Answer];
			return first;
		} finally {
			stopWaiting.abort();
		}
	};
	const port = await answer<number>();
	return {
		baseUrl: `http://127.0.0.1:${port}/api`,
		apiKey,
		take: async () => {
			const receipts = answer<Receipts>();
			child.send('take');
			return await receipts;
		},
		stop: () => child.disconnect(),
	};
}
