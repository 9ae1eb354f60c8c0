import type { IBinaryData, IN8nHttpFullResponse } from 'n8n-workflow';

import type { ApiCaller } from './caller';
import { readConnection, type Connection } from './connection';
import { statusFailure, unusableAddress, type FailedRequest } from './errors';
import { startOf, type OpenFile } from './file';
import { readRetryAfter } from './retry';
import { send } from './send';
import { inTries, type Result } from './tries';

/** The service's own hosts: api.getelto.com is from the time of its former name. No other host ever gets the key. */
const SERVICE_HOSTS = ['api.vogent.ai', 'api.getelto.com'];

const MOST_REDIRECTS = 5;

/**
 * Reads a file of the service, where redirects lead too, and gives what `store` makes of it. The key is sent to the
 * credential's host and to the service's own hosts only. Throws a NodeApiError as `apiRequest` does.
 * API page: "Get Dial" (`recordings.url`).
 */
export async function download(
	caller: ApiCaller,
	url: string,
	store: (file: OpenFile) => Promise<IBinaryData>,
): Promise<IBinaryData> {
	const connection = await readConnection(caller);
	const result = await inTries(
		caller,
		{ title: 'GET a file' },
		async () => await readOnce(caller, connection, url, store),
	);
	if ('failure' in result) throw result.failure.error;
	return result.answer;
}

/** Whether the key may be sent to this address. */
export function mayGetKey(url: string, baseUrl: string): boolean {
	const { protocol, host } = new URL(url);
	const base = new URL(baseUrl);
	if (protocol === base.protocol && host === base.host) return true;
	return protocol === 'https:' && SERVICE_HOSTS.includes(host);
}

/** An answer that is not the file. */
interface Refused {
	status: number;
	headers: IN8nHttpFullResponse['headers'];
	text: string;
}

async function readOnce(
	caller: ApiCaller,
	{ baseUrl, apiKey }: Connection,
	firstUrl: string,
	store: (file: OpenFile) => Promise<IBinaryData>,
): Promise<Result<IBinaryData>> {
	let url = firstUrl;
	for (let redirects = 0; ; redirects++) {
		const failed: FailedRequest = {
			node: caller.context.getNode(),
			itemIndex: caller.itemIndex,
			// A signed address is a secret of its own.
			target: `GET ${url.replace(/[?#].*$/s, '')}`,
			apiKey,
		};
		if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
			return { failure: unusableAddress(failed) };
		}
		const response = await send<{ answer: IBinaryData } | Refused>(
			caller,
			{ method: 'GET', url, encoding: 'stream' },
			failed,
			async ({ statusCode: status, headers, body }) => {
				const stream = body as OpenFile['stream'];
				const isThere = status >= 200 && status < 300;
				return isThere
					? { answer: await store({ stream, headers }) }
					: { status, headers, text: await startOf(stream) };
			},
			{ withoutKey: !mayGetKey(url, baseUrl) },
		);
		if ('failure' in response || 'answer' in response) return response;
		const { status, headers, text } = response;
		const { location } = headers;
		const leadsOn = [301, 302, 303, 307, 308].includes(status) && typeof location === 'string';
		if (!leadsOn || redirects === MOST_REDIRECTS) {
			const retryAfter = readRetryAfter(headers['retry-after'], Date.now());
			return { failure: statusFailure(failed, status, text), retryAfter, status };
		}
		url = URL.parse(location, url)?.href ?? '';
	}
}
