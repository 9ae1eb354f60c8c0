import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

/** The fields of the credential `vogentApi`. */
export interface VogentApiCredential {
	apiKey: string;
	baseUrl: string;
	webhookSigningSecret?: string;
}

/** How to reach the API. */
export interface Connection {
	baseUrl: string;
	apiKey: string;
	/** The source of both, which n8n puts on requests. */
	credential: VogentApiCredential;
}

/** On whose behalf the credential is read. */
interface CredentialReader {
	context: Pick<IExecuteFunctions, 'getCredentials' | 'getNode'>;
	itemIndex: number;
	/** Once it is known. */
	connection?: Connection;
}

/** Vogent's public API; on-premise installations have an address of their own. API page: "Introduction". */
export const DEFAULT_BASE_URL = 'https://api.vogent.ai/api';

/** Also drops the word "Bearer", which Vogent's pages tell people to write. Expressions can return any value. */
export function normalizeApiKey(apiKey: unknown): string {
	return String(apiKey ?? '')
		.trim()
		.replace(/^bearer(\s+|$)/i, '');
}

/** Drops trailing slashes; an empty value means the public API. */
export function normalizeBaseUrl(baseUrl: unknown): string {
	return (
		String(baseUrl ?? '')
			.trim()
			.replace(/\/+$/, '') || DEFAULT_BASE_URL
	);
}

/**
 * Reads the credential `vogentApi` for the caller's item: with expressions, each item may have its own key. Throws a
 * NodeOperationError for an unusable base URL or key. API page: "Introduction" (base URL, bearer key).
 */
export async function readConnection(caller: CredentialReader): Promise<Connection> {
	if (caller.connection !== undefined) return caller.connection;
	const { context, itemIndex } = caller;
	const credential = await context.getCredentials<VogentApiCredential>('vogentApi', itemIndex);
	const baseUrl = readBaseUrl(caller, credential);
	caller.connection = { baseUrl, apiKey: readApiKey(caller, credential), credential };
	return caller.connection;
}

function readBaseUrl(
	{ context, itemIndex }: CredentialReader,
	{ baseUrl }: VogentApiCredential,
): string {
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
function readApiKey(
	{ context, itemIndex }: CredentialReader,
	{ apiKey }: VogentApiCredential,
): string {
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
