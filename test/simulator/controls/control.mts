import { Ajv } from 'ajv';
import type { SchemaObject } from 'ajv';
import { Refusal } from '../operation.mts';
import type { ReceivedRequest } from '../records.mts';
import type { Simulation } from '../server.mts';

/** Gives, at once or later, the body of the answer 200; throws a Refusal for any other. */
export type Control = (simulation: Simulation, received: ReceivedRequest) => unknown;

/** Controls by method and path. */
export type Controls = Record<string, Control>;

const ajv = new Ajv({ allErrors: true });

/** Gives a check that gives back what fits the schema, and throws a Refusal 400 for anything else. */
export function checkFor<Value>(schema: SchemaObject): (value: unknown) => Value {
	const isRight = ajv.compile<Value>(schema);
	return (value) => {
		if (isRight(value)) return value;
		const errors = ajv.errorsText(isRight.errors);
		throw new Refusal(400, `The simulator does not understand this: ${errors}`);
	};
}
