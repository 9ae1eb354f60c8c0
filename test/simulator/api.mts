import type { Ajv, ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import { OpenAPIBackend } from 'openapi-backend';
import type { Operation as MatchedOperation, Request as BackendRequest } from 'openapi-backend';
import type { OpenAPIV3 } from 'openapi-types';
import { readContract } from '../contract/contract.mts';
import { messageOf } from '../support/messageOf.mts';
import type { Answer } from './answer.mts';
import { bytesAnswer, jsonAnswer, refusalAnswer } from './answer.mts';
import { apiRoot } from './api-root.mts';
import type { Operations } from './operation.mts';
import { Bytes, Refusal } from './operation.mts';
import type { ReceivedRequest } from './records.mts';
import type { State } from './state.mts';

type Backend = OpenAPIBackend<OpenAPIV3.Document>;
type Matched = MatchedOperation<OpenAPIV3.Document>;

/** Answers requests as the contract and the operations say. */
export class Api {
	readonly #backend: Backend;
	readonly #apiKey: string;
	readonly #operations: Operations;

	private constructor(backend: Backend, apiKey: string, operations: Operations) {
		this.#backend = backend;
		this.#apiKey = apiKey;
		this.#operations = operations;
	}

	/** Reads the contract. Throws when an operation is not one of the contract. */
	static async load(apiKey: string, operations: Operations): Promise<Api> {
		const backend: Backend = new OpenAPIBackend({
			definition: readContract(),
			apiRoot,
			ignoreTrailingSlashes: false,
			coerceTypes: true,
			// Checks are compiled when first needed; a test of its own checks that the contract is valid.
			quick: true,
			ajvOpts: { allErrors: true },
			customizeAjv: (ajv: Ajv) => formats.default(ajv),
		});
		await backend.init();
		for (const operationId of Object.keys(operations)) {
			if (!backend.getOperation(operationId)) {
				throw new Error(`The contract has no operation ${operationId}`);
			}
		}
		return new Api(backend, apiKey, operations);
	}

	/** Returns the answer to a request that is wholly received. Never throws. */
	async answer(state: State, received: ReceivedRequest): Promise<Answer> {
		try {
			const body = await this.#process(state, received);
			return body instanceof Bytes ? bytesAnswer(body) : jsonAnswer(200, body);
		} catch (error) {
			if (error instanceof Refusal) return refusalAnswer(error);
			const message = messageOf(error);
			return refusalAnswer(new Refusal(500, `The simulator failed: ${message}`));
		}
	}

	/** Tells which operation a request is for; null when for none. */
	operationIdOf(received: ReceivedRequest): string | null {
		return this.#backend.matchOperation(backendRequest(received))?.operationId ?? null;
	}

	async #process(state: State, received: ReceivedRequest): Promise<unknown> {
		const request = backendRequest(received);
		const operation = this.#backend.matchOperation(request);
		if (!operation) throw this.#noSuchOperation(request);
		this.#checkKey(received);
		checkMediaType(operation, received);
		const checked = this.#backend.validateRequest(request, operation);
		if (checked.errors) {
			throw new Refusal(422, 'The request is not valid', checked.errors.map(describe));
		}

		const operationId = operation.operationId ?? '';
		const run = this.#operations[operationId];
		if (!run) throw new Refusal(501, `The simulator does not do ${operationId}`);
		const coerced = checked.coerced as BackendRequest;
		const answer = await run({
			state,
			params: this.#backend.router.parseRequest(request, operation).params as Record<
				string,
				string
			>,
			query: (coerced.query ?? {}) as Record<string, unknown>,
			body: received.json,
			parts: received.parts ?? [],
		});
		this.#checkAnswer(answer, operation);
		return answer;
	}

	#noSuchOperation(request: BackendRequest): Refusal {
		const isKnown = ['get', 'post', 'put', 'delete'].some((method) =>
			this.#backend.matchOperation({ ...request, method }),
		);
		return isKnown
			? new Refusal(405, `${request.method} is not a method of ${request.path}`)
			: new Refusal(404, `There is nothing at ${request.path}`);
	}

	#checkKey(received: ReceivedRequest): void {
		if (received.headers.authorization === `Bearer ${this.#apiKey}`) return;
		throw new Refusal(401, 'The API key is missing or wrong');
	}

	#checkAnswer(answer: unknown, operation: Matched): void {
		const message = `The simulator's own answer to ${operation.operationId} breaks the contract`;
		const given = answer instanceof Bytes ? answer.contentType : 'application/json';
		const wanted = answerTypesOf(operation);
		if (!wanted.includes(given)) {
			throw new Refusal(500, message, [`It must be ${wanted.join(' or ')}, not ${given}`]);
		}
		if (answer instanceof Bytes) return;
		const { errors } = this.#backend.validateResponse(answer, operation, 200);
		if (errors) throw new Refusal(500, message, errors.map(describe));
	}
}

/** Throws a Refusal 400 for a body that is not of the kind the operation takes, or does not parse. */
function checkMediaType(operation: Matched, received: ReceivedRequest): void {
	const { requestBody } = operation;
	if (!requestBody || '$ref' in requestBody) {
		if (received.bytesReceived > 0) throw new Refusal(400, 'This operation takes no body');
		return;
	}
	const wanted = Object.keys(requestBody.content);
	const [given = ''] = (received.headers['content-type'] ?? '').split(';');
	if (!wanted.includes(given.trim().toLowerCase())) {
		throw new Refusal(400, `The body must be ${wanted.join(' or ')}, not "${given}"`);
	}
	if (received.malformed !== null) {
		throw new Refusal(400, 'The body cannot be read', [received.malformed]);
	}
}

function answerTypesOf({ responses }: Matched): string[] {
	const success = responses?.['200'];
	return success && !('$ref' in success) ? Object.keys(success.content ?? {}) : [];
}

function backendRequest(received: ReceivedRequest): BackendRequest {
	const [path = ''] = received.url.split('?');
	return {
		method: received.method,
		path,
		query: { ...received.query },
		headers: received.headers as Record<string, string | string[]>,
		body: received.parts ? formFields(received) : received.json,
	};
}

/** Files stand as empty text: their content is not there to be checked. */
function formFields(received: ReceivedRequest): Record<string, string> {
	const parts = received.parts ?? [];
	return Object.fromEntries(parts.map(({ name, value }) => [name, value ?? '']));
}

function describe(error: ErrorObject): string {
	const where = error.instancePath.replace(/^\/(requestBody|query|path)\b/, (_, place: string) =>
		place === 'requestBody' ? '' : place,
	);
	const details = Object.entries(error.params as Record<string, unknown>)
		.filter(([name]) => name === 'allowedValues' || name === 'additionalProperty')
		.map(([, value]) => ` (${JSON.stringify(value)})`);
	return `${where || 'request'} ${error.message}${details.join('')}`.trimStart();
}
