import type { ContractOperation } from '../../test/contract/contract.mts';
import type { Comparer, Comparison } from '../../test/contract/differences.mts';
import type { LiveOptions } from './options.mts';

/** What came of one operation. */
export interface Result extends Comparison {
	operationId: string;
	/** Null when nothing was answered. */
	status: number | null;
	/** Why it was not asked; null when it was. */
	skipped: string | null;
	/** The answer when it was 200 and JSON. */
	body?: unknown;
	/** What was tried beyond the contract, and came out; for the README, so without anything of the workspace. */
	tried?: string;
}

/** Not one request has been answered; the message is for the user. */
export class ApiUnreachable extends Error {}

const patienceMs = 60_000;

/** Asks the API and compares its answers with the contract. */
export class LiveApi {
	readonly #options: LiveOptions;
	readonly #operations: ContractOperation[];
	readonly #comparer: Comparer;
	#hasAnswered = false;

	constructor(options: LiveOptions, operations: ContractOperation[], comparer: Comparer) {
		this.#options = options;
		this.#operations = operations;
		this.#comparer = comparer;
	}

	/**
	 * Takes an operation, the values for its path and its form or JSON body, and gives what came of it.
	 * Throws ApiUnreachable when this fails without any answer and no request before was answered.
	 */
	async ask(
		operationId: string,
		params: Record<string, string>,
		content?: FormData | Record<string, unknown>,
	): Promise<Result> {
		const operation = this.#operations.find((known) => known.operationId === operationId);
		if (!operation) throw new Error(`The contract has no operation ${operationId}`);
		const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
			encodeURIComponent(params[name] ?? ''),
		);
		const result: Result = {
			operationId,
			status: null,
			skipped: null,
			differences: [],
			notes: [],
		};
		try {
			const isJson = content !== undefined && !(content instanceof FormData);
			const response = await fetch(this.#options.baseUrl + path, {
				method: operation.method,
				headers: {
					accept: 'application/json',
					authorization: `Bearer ${this.#options.apiKey}`,
					...(isJson ? { 'content-type': 'application/json' } : {}),
				},
				body: isJson ? JSON.stringify(content) : (content ?? null),
				// A redirect could take the key to somebody else.
				redirect: 'manual',
				signal: AbortSignal.timeout(patienceMs),
			});
			this.#hasAnswered = true;
			result.status = response.status;
			// Taken out before anything is shortened, which could leave half of a key.
			const text = (await response.text()).replaceAll(this.#options.apiKey, '[API key]');
			return { ...result, ...this.#judge(operation, response, text) };
		} catch (error) {
			const reason = reasonOf(error);
			if (this.#hasAnswered) return { ...result, differences: [`no answer: ${reason}`] };
			throw new ApiUnreachable(`Cannot reach ${this.#options.baseUrl}: ${reason}`);
		}
	}

	#judge(operation: ContractOperation, response: Response, text: string): Partial<Result> {
		if (response.status !== 200) return { differences: [refusal(response, text)] };
		let body: unknown;
		try {
			body = JSON.parse(text);
		} catch {
			return { differences: [`the answer is not JSON: ${oneLine(text)}`] };
		}
		if (!operation.answerSchema) return { body };
		return { body, ...this.#comparer.compare(operation.answerSchema, body) };
	}
}

function refusal(response: Response, text: string): string {
	const location = response.headers.get('location');
	if (location !== null) {
		const host = URL.parse(location, response.url)?.host;
		return `redirects to ${host ?? 'somewhere'}, which is not followed`;
	}
	return `the status is not 200: ${oneLine(text) || 'nothing more is said'}`;
}

function oneLine(text: string): string {
	const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	return line.length > 200 ? `${line.slice(0, 197)}...` : line;
}

/** Node's fetch says only "fetch failed" and keeps the reason in the cause. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { cause } = error;
	if (!(cause instanceof Error)) return error.message;
	return cause.message || ('code' in cause ? String(cause.code) : error.message);
}
