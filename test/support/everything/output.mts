import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv } from 'ajv';
import type { INodeExecutionData } from 'n8n-workflow';

import { repositoryDirectory } from '../../n8n/paths.mts';
import type { Row } from './row.mts';

/** As much of a JSON schema as the node's output schemas have. */
interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const ajv = new Ajv({ strict: false, allErrors: true });

/**
 * How the items of an operation differ from its output schema, which the editor shows before the node has run. A member
 * that the schema does not have is a difference.
 */
export function differencesFromSchema(
	{ resource, operation }: Row,
	items: INodeExecutionData[],
): string[] {
	const folder = join(repositoryDirectory, 'nodes', 'Vogent', '__schema__', 'v1.0.0');
	const text = readFileSync(join(folder, resource, `${operation}.json`), 'utf8');
	const validate = ajv.compile(closed(JSON.parse(text) as Schema));
	return items.flatMap(({ json }) => {
		validate(withoutNulls(json));
		return (validate.errors ?? []).map(
			({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
		);
	});
}

/** No further members, except where none are known. */
function closed({ properties, items, ...schema }: Schema): object {
	if (items !== undefined) return { ...schema, items: closed(items) };
	const members = Object.entries(properties ?? {});
	if (members.length === 0) return schema;
	return {
		...schema,
		properties: Object.fromEntries(members.map(([name, member]) => [name, closed(member)])),
		additionalProperties: false,
	};
}

/** The editor shows one type for each member, so a schema cannot say that a member may be null. */
function withoutNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, member]) => member !== null && member !== undefined)
			.map(([name, member]) => [name, withoutNulls(member)]),
	);
}
