import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIV3 } from 'openapi-types';

/** An operation of the contract, with where it is found. */
export interface ContractOperation {
	operationId: string;
	isDeprecated: boolean;
	method: string;
	path: string;
	parameters: OpenAPIV3.ParameterObject[];
	/** The schema of its body; undefined where it takes none. */
	bodySchema: Schema | undefined;
	/** The schema of the JSON body of its 200 answer; undefined where it answers with bytes. */
	answerSchema: Schema | undefined;
}

export type Schema = OpenAPIV3.SchemaObject | OpenAPIV3.ReferenceObject;

const methods = ['get', 'post', 'put', 'delete'] as const;

/** Reads the contract. Throws when the file is not there or is not JSON. */
export function readContract(): OpenAPIV3.Document {
	const file = join(import.meta.dirname, 'vogent.openapi.json');
	return JSON.parse(readFileSync(file, 'utf8')) as OpenAPIV3.Document;
}

/** Takes the contract and returns its operations in the order in which they are written. */
export function operationsOf(contract: OpenAPIV3.Document): ContractOperation[] {
	return Object.entries(contract.paths).flatMap(([path, item]) =>
		methods.flatMap((method) => {
			const operation = item?.[method];
			return operation ? [describe(contract, method, path, operation)] : [];
		}),
	);
}

/** Follows references from a schema to the schema they stand for. Throws on a broken reference. */
export function resolveSchema(
	contract: OpenAPIV3.Document,
	schema: Schema,
): OpenAPIV3.SchemaObject {
	if (!('$ref' in schema)) return schema;
	const target = contract.components?.schemas?.[lastSegment(schema.$ref)];
	if (!target) throw new Error(`The contract has no ${schema.$ref}`);
	return resolveSchema(contract, target);
}

function describe(
	contract: OpenAPIV3.Document,
	method: string,
	path: string,
	operation: OpenAPIV3.OperationObject,
): ContractOperation {
	if (!operation.operationId) throw new Error(`${method} ${path} has no operationId`);
	const success = operation.responses['200'];
	if (!success || '$ref' in success) throw new Error(`${method} ${path} has no answer 200`);
	const { requestBody } = operation;
	const body = requestBody && !('$ref' in requestBody) ? requestBody.content : {};
	return {
		operationId: operation.operationId,
		isDeprecated: operation.deprecated === true,
		method: method.toUpperCase(),
		path,
		parameters: (operation.parameters ?? []).map((parameter) => resolve(contract, parameter)),
		bodySchema: Object.values(body)[0]?.schema,
		answerSchema: success.content?.['application/json']?.schema,
	};
}

function resolve(
	contract: OpenAPIV3.Document,
	parameter: OpenAPIV3.ParameterObject | OpenAPIV3.ReferenceObject,
): OpenAPIV3.ParameterObject {
	if (!('$ref' in parameter)) return parameter;
	const target = contract.components?.parameters?.[lastSegment(parameter.$ref)];
	if (!target) throw new Error(`The contract has no ${parameter.$ref}`);
	return resolve(contract, target);
}

function lastSegment(reference: string): string {
	return reference.slice(reference.lastIndexOf('/') + 1);
}
