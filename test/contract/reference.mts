import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIV3 } from 'openapi-types';
import { operationsOf, resolveSchema, type Schema } from './contract.mts';

/** Lines such as "POST /dials body toNumber: string or null", of `reference.md` or of the contract. */
export type Facts = Set<string>;

type Operation = OpenAPIV3.OperationObject & { 'x-in-use'?: boolean };
type Property = OpenAPIV3.SchemaObject & { 'x-in-use'?: boolean };

/** Reads `reference.md`. Throws on a line it cannot read. */
export function readReference(): Facts {
	const text = readFileSync(join(import.meta.dirname, 'reference.md'), 'utf8');
	const shapes = new Map(
		[...text.matchAll(/^- response = \*\*(\w+)\*\*: (.*)$/gm)].map(([, name, list]) => [
			name,
			list,
		]),
	);
	const facts: Facts = new Set();
	let operation = '';
	for (const line of text.slice(text.indexOf('\n### ')).split('\n')) {
		const [, heading, note] = /^\*\*(.*)\*\*(.*)$/.exec(line) ?? [];
		const [, part, shape, list] =
			/^- (query|body|response)(?: \([^)]*\))?(?: = \*\*(\w+)\*\*)?: (.*)$/.exec(line) ?? [];
		if (heading !== undefined) {
			operation = heading;
			facts.add(`${operation}${note}`);
		} else if (part !== undefined && list !== undefined) {
			const whole = shape === undefined ? list : `**${shape}**`;
			for (const field of expand(whole, shapes)) facts.add(`${operation} ${part} ${field}`);
		} else if (line !== '' && !line.startsWith('### ')) {
			throw new Error(`reference.md: cannot read "${line}"`);
		}
	}
	return facts;
}

/** Takes a list of fields, and gives each on a line, with those of the shapes that it names. */
function expand(list: string, shapes: Map<string | undefined, string | undefined>): string[] {
	const [, whole] = /^\*\*(\w+)\*\*$/.exec(list) ?? [];
	if (whole !== undefined) return expand(shapes.get(whole) ?? unknownShape(whole), shapes);
	return list.split('; ').flatMap((field) => {
		const [, name, required, type] = /^`([^`]+)`(\*?) (.+)$/.exec(field) ?? [];
		if (name === undefined || type === undefined) return [field];
		const [, isArray, shape] = /^(array of )?\*\*(\w+)\*\*$/.exec(type) ?? [];
		if (shape === undefined) return [`${name}${required}: ${type}`];
		const members = expand(shapes.get(shape) ?? unknownShape(shape), shapes);
		const own = isArray === undefined ? 'object' : 'object[]';
		return [`${name}${required}: ${own}`, ...members.map((member) => `${name}.${member}`)];
	});
}

function unknownShape(name: string): never {
	throw new Error(`reference.md: there is no "${name}"`);
}

/** The same facts, of the contract. */
export function factsOf(contract: OpenAPIV3.Document): Facts {
	const facts: Facts = new Set();
	for (const { method, path, parameters, answerSchema } of operationsOf(contract)) {
		const name = `${method} ${path}`;
		const operation = contract.paths[path]?.[method.toLowerCase() as 'get'] as Operation;
		facts.add(name + noteOf(operation));
		for (const { name: parameter, in: place, schema } of parameters) {
			if (place !== 'query' || !schema) continue;
			facts.add(`${name} query ${parameter}: ${typeOf(resolveSchema(contract, schema))}`);
		}
		const body = operation.requestBody;
		if (body && !('$ref' in body)) {
			const [content] = Object.values(body.content);
			for (const field of fieldsOf(content?.schema)) facts.add(`${name} body ${field}`);
		}
		if (answerSchema === undefined) facts.add(`${name} response bytes`);
		else if (isList(answerSchema)) facts.add(`${name} response array of object`);
		for (const field of fieldsOf(answerSchema)) facts.add(`${name} response ${field}`);
	}
	return facts;

	function isList(schema: Schema): boolean {
		return resolveSchema(contract, schema).type === 'array';
	}

	function fieldsOf(schema: Schema | undefined, prefix = ''): string[] {
		if (schema === undefined) return [];
		const resolved = resolveSchema(contract, schema);
		if (resolved.type === 'array') return fieldsOf(resolved.items, prefix);
		const { properties = {}, required = [], additionalProperties } = resolved;
		const named = Object.entries(properties).flatMap(([name, property]) => {
			const mark = required.includes(name) ? '*' : '';
			const path = prefix + name;
			const { 'x-in-use': isInUse, deprecated } = {
				...resolveSchema(contract, property),
			} as Property;
			const own = property as Property;
			const note = noteOf({ 'x-in-use': own['x-in-use'] ?? isInUse, deprecated });
			const type = typeOf(resolveSchema(contract, property));
			return [`${path}${mark}: ${type}${note}`, ...fieldsOf(property, `${path}.`)];
		});
		if (!additionalProperties) return named;
		const any =
			additionalProperties === true ? 'any' : typeOf(resolveSchema(contract, additionalProperties));
		return [...named, `${prefix}{key}: ${any}`];
	}

	function typeOf(schema: OpenAPIV3.SchemaObject): string {
		const nullable = schema.nullable ? ' or null' : '';
		const fallback = schema.default === undefined ? '' : ` = ${String(schema.default)}`;
		return `${nameOf(schema)}${nullable}${fallback}${limitsOf(schema)}`;
	}

	function nameOf(schema: OpenAPIV3.SchemaObject): string {
		if (schema.type === 'array') return `${nameOf(resolveSchema(contract, schema.items))}[]`;
		const values = schema.enum?.filter((value) => value !== null).map(String);
		if (values) return values.join('|');
		if (schema.format === 'binary') return 'file';
		return schema.format ?? schema.type ?? 'any';
	}
}

function limitsOf({ minimum, maximum, minLength }: OpenAPIV3.SchemaObject): string {
	return [
		minimum === undefined ? '' : ` (value >= ${minimum})`,
		maximum === undefined ? '' : ` (value <= ${maximum})`,
		minLength === undefined ? '' : ` (length >= ${minLength})`,
	].join('');
}

function noteOf({ 'x-in-use': isInUse, deprecated }: Pick<Operation, 'deprecated' | 'x-in-use'>) {
	return `${isInUse ? ' (in use)' : ''}${deprecated ? ' (deprecated)' : ''}`;
}
