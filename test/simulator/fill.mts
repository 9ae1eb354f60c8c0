import type { OpenAPIV3 } from 'openapi-types';
import { readContract, resolveSchema } from '../contract/contract.mts';
import type { Schema } from '../contract/contract.mts';

type Fields = Record<string, unknown>;

const contract = readContract();

/** Returns the fields that a schema of the contract has, by their names. */
export function propertiesOf(schema: Schema | undefined): [string, OpenAPIV3.SchemaObject][] {
	const properties = Object.entries(schema ? (resolved(schema).properties ?? {}) : {});
	return properties.map(([name, property]) => [name, resolved(property)]);
}

/** Returns what the answer of this schema shows of a record: nothing that the contract does not know. */
export function shown(schema: Schema | undefined, record: object): Fields {
	const names = propertiesOf(schema).map(([name]) => name);
	const known = names.map((name) => [name, (record as Fields)[name]] as const);
	return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

/** Returns what a record has before anything is known of it: what its answer must have, and what has a default or is null. */
export function blank(schema: Schema, now: string): Fields {
	const { required = [] } = resolved(schema);
	const kept = propertiesOf(schema).filter(
		([name, property]) =>
			required.includes(name) || property.nullable || property.default !== undefined,
	);
	return Object.fromEntries(kept.map(([name, property]) => [name, least(property, now)]));
}

/** Returns the defaults of a request. */
export function defaultsOf(schema: Schema | undefined): Fields {
	const given = propertiesOf(schema).map(([name, property]) => [name, property.default as unknown]);
	return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Fields;
}

/** Fills in, at any depth, what the answer must have and the request may leave out. */
export function complete(schema: Schema, value: unknown, now: string): unknown {
	const whole = resolved(schema);
	if (Array.isArray(value)) {
		return 'items' in whole ? value.map((item) => complete(whole.items, item, now)) : value;
	}
	if (typeof value !== 'object' || value === null) return value;
	const properties = new Map(propertiesOf(whole));
	const missing = (whole.required ?? []).filter((name) => !(name in value));
	return Object.fromEntries([
		...missing.map((name) => [name, least(properties.get(name) ?? {}, now)]),
		...Object.entries(value).map(([name, member]) => [
			name,
			complete(properties.get(name) ?? {}, member, now),
		]),
	]) as Fields;
}

/** Returns the least that the contract allows. */
function least(schema: OpenAPIV3.SchemaObject, now: string): unknown {
	if (schema.default !== undefined) return schema.default as unknown;
	if (schema.nullable) return null;
	if (schema.enum) return schema.enum[0] as unknown;
	if (schema.type === 'array') return [];
	if (schema.type === 'object') {
		const properties = propertiesOf(schema);
		return Object.fromEntries(properties.map(([name, property]) => [name, least(property, now)]));
	}
	if (schema.type === 'boolean') return false;
	if (schema.type !== 'string') return 0;
	return schema.format === 'date-time' ? now : '';
}

function resolved(schema: Schema): OpenAPIV3.SchemaObject {
	return resolveSchema(contract, schema);
}
