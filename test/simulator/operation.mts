import type { ReceivedPart } from './records.mts';
import type { State } from './state.mts';

/** A request that the contract allows, as an operation gets it. */
export interface OperationRequest {
	state: State;
	params: Record<string, string>;
	/** Values of the types that the contract gives them. */
	query: Record<string, unknown>;
	body: unknown;
	parts: ReceivedPart[];
}

/** The body of an answer that is not JSON; it is sent in pieces, as something that is still being made. */
export class Bytes {
	readonly contentType: string;
	readonly content: Buffer;

	constructor(contentType: string, content: Buffer) {
		this.contentType = contentType;
		this.content = content;
	}
}

/** Returns the body of the answer 200, as JSON unless it is Bytes; throws a Refusal for any other. */
export type Operation = (request: OperationRequest) => unknown;

/** Operations of one resource by operationId. */
export type Operations = Record<string, Operation>;

/** An answer other than 200. */
export class Refusal extends Error {
	readonly status: number;
	readonly errors: string[];

	constructor(status: number, message: string, errors: string[] = []) {
		super(message);
		this.status = status;
		this.errors = errors;
	}
}

/** Finds the row with this id. Throws a Refusal 404, naming what was looked for, when there is none. */
export function findById<Row extends { id: string }>(
	rows: Row[],
	id: string | undefined,
	what: string,
): Row {
	const row = rows.find((candidate) => candidate.id === id);
	if (!row) throw new Refusal(404, `There is no ${what} with the id ${id}`);
	return row;
}
