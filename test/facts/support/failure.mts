/** What can be learned of a thrown error. Ports are written as `PORT`; what is not there is null. */
export interface Failure {
	kind: string;
	message: string;
	description: string | null;
	httpCode: string | null;
	messages: string[];
	/** `context` and `errorResponse` of n8n's errors. */
	context: unknown;
	errorResponse: unknown;
	/** Down the chain of `cause`. */
	causes: Cause[];
}

/** One error of a chain. */
export interface Cause {
	kind: string;
	message: string;
	code: string | null;
	syscall: string | null;
}

type AnyError = Error & Record<string, unknown>;

/** A description of the error that a promise rejects with; rejects itself if it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
	const error = await promise.then(
		() => Promise.reject(new Error('there was no error')),
		(thrown: unknown) => thrown as AnyError,
	);
	return {
		kind: error.constructor.name,
		message: withoutPorts(error.message),
		description: textOrNull(error.description),
		httpCode: textOrNull(error.httpCode),
		messages: Array.isArray(error.messages) ? error.messages.map(String).map(withoutPorts) : [],
		context: error.context ?? null,
		errorResponse: error.errorResponse ?? null,
		causes: causesOf(error),
	};
}

function causesOf({ cause }: Error): Cause[] {
	if (!(cause instanceof Error)) return [];
	const { constructor, message, code, syscall } = cause as AnyError;
	const first = {
		kind: constructor.name,
		message: withoutPorts(message),
		code: textOrNull(code),
		syscall: textOrNull(syscall),
	};
	return [first, ...causesOf(cause)];
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

const withoutPorts = (text: string) => text.replace(/(127\.0\.0\.\d+):\d+/g, '$1:PORT');
