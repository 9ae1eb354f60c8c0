import type { IN8nHttpFullResponse } from 'n8n-workflow';

import type { ApiContext } from './caller';

const TIMEOUT_MS = 10_000;

/** The status of a GET without the key; undefined if there is no answer. */
export async function fetchStatus(
	{ helpers }: ApiContext,
	url: string,
): Promise<number | undefined> {
	try {
		const { statusCode } = (await helpers.httpRequest({
			url,
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as IN8nHttpFullResponse;
		return statusCode;
	} catch {
		return undefined;
	}
}
