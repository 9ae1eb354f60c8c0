import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { OpenAPIV3 } from 'openapi-types';
import { resolveSchema } from './contract.mts';
import type { Schema } from './contract.mts';

/** How a value compares with what the contract says of it. */
export interface Comparison {
	/** What breaks the contract, each kind once, with how often it occurs. */
	differences: string[];
	/** Fields that the contract does not know. They break nothing. */
	notes: string[];
}

/** Compares JSON values with schemas of the contract. */
export class Comparer {
	readonly #contract: OpenAPIV3.Document;
	readonly #ajv: Ajv;
	readonly #checks = new Map<Schema, ValidateFunction>();

	constructor(contract: OpenAPIV3.Document) {
		this.#contract = contract;
		this.#ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
		formats.default(this.#ajv);
	}

	/** Returns all differences between a value and its schema, and all fields the schema does not know. */
	compare(schema: Schema, value: unknown): Comparison {
		const check = this.#checkFor(schema);
		check(value);
		return {
			differences: counted((check.errors ?? []).map(describe)),
			notes: counted(this.#unknownFields(schema, value, '')).map(
				(field) => `${field} is not in the contract`,
			),
		};
	}

	#checkFor(schema: Schema): ValidateFunction {
		const known = this.#checks.get(schema);
		if (known) return known;
		const check = this.#ajv.compile({ ...schema, components: this.#contract.components });
		this.#checks.set(schema, check);
		return check;
	}

	#unknownFields(schema: Schema, value: unknown, path: string): string[] {
		const resolved = resolveSchema(this.#contract, schema);
		if (resolved.type === 'array' && Array.isArray(value)) {
			const { items } = resolved;
			return value.flatMap((item) => this.#unknownFields(items, item, `${path}[]`));
		}
		if (resolved.type !== 'object' || !isObject(value) || resolved.additionalProperties) return [];
		return Object.entries(value).flatMap(([name, field]) => {
			const fieldSchema = resolved.properties?.[name];
			const fieldPath = path ? `${path}.${name}` : name;
			return fieldSchema ? this.#unknownFields(fieldSchema, field, fieldPath) : [fieldPath];
		});
	}
}

function describe(error: ErrorObject): string {
	const path = error.instancePath
		.slice(1)
		.replace(/(^|\/)\d+(?=\/|$)/g, '[]')
		.replaceAll('/', '.');
	const params = error.params as Record<string, unknown>;
	if (typeof params.missingProperty === 'string') {
		return `${path ? `${path}.` : ''}${params.missingProperty} is missing`;
	}
	const where = path || 'the answer';
	if (Array.isArray(params.allowedValues)) {
		const allowed = params.allowedValues.map((value) => JSON.stringify(value)).join(', ');
		return `${where} is ${shortened(error.data)}, not one of ${allowed}`;
	}
	if (params.type !== undefined) {
		return `${where} is ${typeName(error.data)}, not ${String(error.params.type)}`;
	}
	return `${where} ${error.message}: ${shortened(error.data)}`;
}

function counted(texts: string[]): string[] {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return [...counts].map(([text, count]) => (count > 1 ? `${text} (${count} times)` : text));
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

function shortened(value: unknown): string {
	const text = JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
