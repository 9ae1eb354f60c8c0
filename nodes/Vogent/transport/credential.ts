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

/** The address without white space and slashes at its end; the public one where it is empty. */
export function normalizeBaseUrl(baseUrl: unknown): string {
	return (
		String(baseUrl ?? '')
			.trim()
			.replace(/\/+$/, '') || DEFAULT_BASE_URL
	);
}
