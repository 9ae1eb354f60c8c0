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
