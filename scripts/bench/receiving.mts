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
	const answer = async () => {
		const [first] = (await Promise.race([
			once(child, 'message'),
			once(child, 'exit').then(() => [undefined]),
		])) as unknown[];
		if (first === undefined) throw new Error('The receiver of the uploads has ended.');
		return first;
	};
	const port = (await answer()) as number;
	return {
		baseUrl: `http://127.0.0.1:${port}/api`,
		apiKey,
		take: async () => {
			const receipts = answer();
			child.send('take');
			return (await receipts) as Receipts;
		},
		stop: () => child.disconnect(),
	};
}
