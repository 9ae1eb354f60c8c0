import { NodeOperationError } from 'n8n-workflow';

import type { ApiCaller } from './caller';
import {
	DEFAULT_BASE_URL,
	normalizeApiKey,
	normalizeBaseUrl,
	type Connection,
	type VogentApiCredential,
} from './credential';

/**
 * Reads the credential `vogentApi` for the caller's item: with expressions, each item may have its own key. Throws a
 * NodeOperationError for an unusable base URL or key. API page: "Introduction" (base URL, bearer key).
 */
export async function readConnection(caller: ApiCaller): Promise<Connection> {
	if (caller.connection !== undefined) return caller.connection;
	const { context, itemIndex } = caller;
	const credential = await context.getCredentials<VogentApiCredential>('vogentApi', itemIndex);
	const baseUrl = readBaseUrl(caller, credential);
	caller.connection = { baseUrl, apiKey: readApiKey(caller, credential), credential };
	return caller.connection;
}

function readBaseUrl({ context, itemIndex }: ApiCaller, { baseUrl }: VogentApiCredential): string {
	const address = normalizeBaseUrl(baseUrl);
	const refuse = (message: string) =>
		new NodeOperationError(context.getNode(), message, {
			itemIndex,
			description: `It should look like ${DEFAULT_BASE_URL}`,
		});
	if (!/^https?:\/\/[^\s/?#]+[^\s?#]*$/i.test(address)) {
		throw refuse('The base URL in the Vogent API credential is not a web address');
	}
	// axios would send them instead of the key.
	if (/^https?:\/\/[^/]*@/i.test(address)) {
		throw refuse('The base URL in the Vogent API credential has a username or password in it');
	}
	return address;
}

/** Rejects a key that cannot stand in a header, since axios would alter it. */
function readApiKey({ context, itemIndex }: ApiCaller, { apiKey }: VogentApiCredential): string {
	const key = normalizeApiKey(apiKey);
	if (!/^[\x21-\x7e]+$/.test(key)) {
		throw new NodeOperationError(
			context.getNode(),
			key === ''
				? 'The API key in the Vogent API credential is empty'
				: 'The API key in the Vogent API credential has a space, a line break or an unusual character in it',
			{
				itemIndex,
				description: 'Copy the whole key again from the Vogent dashboard, under API, then Keys.',
			},
		);
	}
	return key;
}
