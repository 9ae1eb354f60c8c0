/** What the credential `vogentApi` holds. */
export interface VogentApiCredential {
	apiKey: string;
	baseUrl: string;
	webhookSigningSecret?: string;
}

/** Where the API is, and the key to it. */
export interface Connection {
	baseUrl: string;
	apiKey: string;
	/** What both were read from, for n8n to put on requests. */
	credential: VogentApiCredential;
}

/** Vogent's public API; on-premise installations have an address of their own. API page: "Introduction". */
export const DEFAULT_BASE_URL = 'https://api.vogent.ai/api';

/**
 * The key without white space around it and without the word "Bearer", which Vogent's pages tell people to write.
 * An expression may give a credential any value.
 */
export function normalizeApiKey(apiKey: unknown): string {
	return String(apiKey ?? '')
		.trim()
		.replace(/^bearer(\s+|$)/i, '');
}

/** Whether the key is a public one, which can do no more than start calls in a browser. API page: "Web SDK". */
export function isPublicKey(apiKey: string): boolean {
	return apiKey.startsWith('pub_');
}

/** What is said of such a key, and what to do. */
export const PUBLIC_KEY = {
	message: "The API key in the Vogent API credential is a public one: it begins with 'pub_'",
	description: 'Copy a private key from the Vogent dashboard, under API, then Keys.',
};

/** The address without white space and slashes at its end; the public one where it is empty. */
export function normalizeBaseUrl(baseUrl: unknown): string {
	return (
		String(baseUrl ?? '')
			.trim()
			.replace(/\/+$/, '') || DEFAULT_BASE_URL
	);
}
