import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryDirectory } from '../../test/n8n/paths.mts';

export interface LiveOptions {
	apiKey: string;
	baseUrl: string;
	/** Whether a voice may be cloned and a call be created. */
	spend: boolean;
	/** The page whose table says what came of it; null where none may: only Vogent's own API proves something. */
	page: string | null;
}

/** The check was called in a way that it does not understand; the message is for its user. */
export class UsageError extends Error {}

const defaultBaseUrl = 'https://api.vogent.ai/api';
const readme = path.join(repositoryDirectory, 'README.md');
const usage = 'VOGENT_API_KEY=<key> npm run test:live [-- --spend] [-- --base-url <URL>]';

/**
 * Reads `--spend`, `--base-url`, `--page` (for tests), VOGENT_API_KEY and VOGENT_BASE_URL.
 * Throws a UsageError, which never names the key, when something is missing or wrong.
 */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): LiveOptions {
	const values = parse(args);
	const apiKey = (environment.VOGENT_API_KEY ?? '').trim().replace(/^Bearer\s+/i, '');
	if (!apiKey) throw new UsageError(`VOGENT_API_KEY is not set. Usage: ${usage}`);
	if (!/^[\x21-\x7e]+$/.test(apiKey)) {
		throw new UsageError('VOGENT_API_KEY holds spaces or characters that no key has.');
	}
	const baseUrl = values['base-url'] ?? (environment.VOGENT_BASE_URL || defaultBaseUrl);
	checkBaseUrl(baseUrl);
	const page = values.page ?? (baseUrl === defaultBaseUrl ? readme : null);
	return {
		apiKey,
		baseUrl: baseUrl.replace(/\/+$/, ''),
		spend: values.spend,
		page: values.spend ? page : null,
	};
}

function parse(args: string[]) {
	try {
		const { values } = parseArgs({
			args,
			options: {
				spend: { type: 'boolean', default: false },
				'base-url': { type: 'string' },
				page: { type: 'string' },
			},
		});
		return values;
	} catch {
		// What was given is not repeated: it may be the key, put in the wrong place.
		throw new UsageError(`An argument is unknown or lacks its value. Usage: ${usage}`);
	}
}

function checkBaseUrl(text: string): void {
	const url = URL.parse(text);
	if (!url) throw new UsageError('The base URL is not a URL.');
	if (url.username || url.password || url.search || url.hash) {
		throw new UsageError('The base URL must hold no user name, password, query or fragment.');
	}
	const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) {
		throw new UsageError(
			'The base URL must start with https://, or the key could be read on its way.',
		);
	}
}
