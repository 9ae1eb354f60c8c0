import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from './answer.mts';
import type { ReceivedRequest } from './records.mts';

const file = join(import.meta.dirname, 'page.html');

/**
 * Returns the page that shows in a browser what the simulator has received; undefined for a request for anything else. It
 * asks the controls, and needs no key.
 */
export async function answerPage({ method, url }: ReceivedRequest): Promise<Answer | undefined> {
	if (method !== 'GET' || url !== '/') return undefined;
	return {
		status: 200,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-cache',
			// It loads nothing from anywhere, and asks nobody but the simulator.
			'content-security-policy':
				"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
		},
		body: await readFile(file, 'utf8'),
	};
}
