import type { IBinaryData } from 'n8n-workflow';

import type { ApiCaller } from './caller';
import { readConnection } from './connection';
import type { Connection } from './credential';
import { unusableAddress, type FailedRequest } from './errors';
import { receiveFile, UNCOMPRESSED, type StoreFile } from './file';
import { withRetries, type TryResult } from './retry';
import { send } from './send';

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
	store: StoreFile,
): Promise<IBinaryData> {
	const connection = await readConnection(caller);
	const result = await withRetries(
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

async function readOnce(
	caller: ApiCaller,
	{ baseUrl, apiKey }: Connection,
	firstUrl: string,
	store: StoreFile,
): Promise<TryResult<IBinaryData>> {
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
		const result = await send<TryResult<IBinaryData> | { location: string }>(
			caller,
			{ method: 'GET', url, headers: UNCOMPRESSED },
			failed,
			async (answer) => {
				const { location } = answer.headers;
				const isRedirect = [301, 302, 303, 307, 308].includes(answer.statusCode);
				if (!isRedirect || typeof location !== 'string' || redirects === MOST_REDIRECTS) {
					return await receiveFile(failed, answer, store);
				}
				answer.body.destroy();
				return { location };
			},
			{ withoutKey: !mayGetKey(url, baseUrl) },
		);
		if (!('location' in result)) return result;
		url = URL.parse(result.location, url)?.href ?? '';
	}
}
