import { NodeApiError } from 'n8n-workflow';

/** What is known of an error that n8n's request helper has thrown. */
export interface Cause {
	/** Such as `ECONNRESET`: n8n wraps network errors, and keeps their code in `httpCode`. */
	code: string;
	name: string;
	/** What Node itself said: n8n puts its own words over it, and keeps it in `messages`. */
	text: string;
}

/** The first error in the chain of causes that has a code or a telling name. */
export function describeCause(thrown: unknown): Cause {
	if (!(thrown instanceof Error)) return { code: '', name: '', text: String(thrown) };
	const { httpCode, code, cause } = thrown as Error & { httpCode?: unknown; code?: unknown };
	const found = [httpCode, code].find((value) => typeof value === 'string' && value !== '');
	const name = thrown.constructor.name;
	if (found === undefined && !name.startsWith('SsrfBlocked') && cause instanceof Error) {
		return describeCause(cause);
	}
	const [original = thrown.message] = thrown instanceof NodeApiError ? thrown.messages : [];
	return { code: typeof found === 'string' ? found : '', name, text: original };
}
