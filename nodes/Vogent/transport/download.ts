import type { IBinaryData, IN8nHttpFullResponse } from 'n8n-workflow';

import type { ApiCaller } from './caller';
import { readConnection, type Connection } from './connection';
import { unusableAddress, type FailedRequest } from './errors';
import { startOf, type OpenFile } from './file';
import { send } from './send';
import { inTries, isSuccess, refused, type Result } from './tries';

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
interface NoFile extends Pick<IN8nHttpFullResponse, 'statusCode' | 'headers'> {
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
		const response = await send<{ answer: IBinaryData } | NoFile>(
			caller,
			{ method: 'GET', url, encoding: 'stream' },
			failed,
			async ({ statusCode, headers, body }) => {
				const stream = body as OpenFile['stream'];
				return isSuccess(statusCode)
					? { answer: await store({ stream, headers }) }
					: { statusCode, headers, text: await startOf(stream) };
			},
			{ withoutKey: !mayGetKey(url, baseUrl) },
		);
		if ('failure' in response || 'answer' in response) return response;
		const { location } = response.headers;
		const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode);
		if (!isRedirect || typeof location !== 'string' || redirects === MOST_REDIRECTS) {
			return refused(failed, response, response.text);
		}
		url = URL.parse(location, url)?.href ?? '';
	}
}
