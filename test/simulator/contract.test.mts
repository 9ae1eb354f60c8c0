import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { operationsOf, readContract, resolveSchema } from '../contract/contract.mts';
import type { Schema } from '../contract/contract.mts';
import { Comparer } from '../contract/differences.mts';
import { factsOf, readReference } from '../contract/reference.mts';

// Starting a process can take seconds on a busy machine.
jest.setTimeout(60_000);

const contract = readContract();
const operations = operationsOf(contract);

/** Loads a document in a Node of its own: openapi-backend needs modules that jest cannot load. */
async function validate(change: string): Promise<string> {
	const script = `
		import { readFileSync } from 'node:fs';
		import { OpenAPIBackend } from 'openapi-backend';
		const definition = JSON.parse(readFileSync(process.argv[1], 'utf8'));
		${change};
		await new OpenAPIBackend({ definition, strict: true }).init();
		console.log('valid');
	`;
	const file = join(import.meta.dirname, '..', 'contract', 'vogent.openapi.json');
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--input-type=module', '--eval', script, file],
		{ cwd: import.meta.dirname },
	);
	return stdout.trim();
}

describe('the contract', () => {
	test('is a valid OpenAPI 3.0 document', async () => {
		expect(contract.openapi).toBe('3.0.3');
		await expect(validate('')).resolves.toBe('valid');
	});

	test('would not pass as valid with a mistake in it', async () => {
		await expect(validate("definition.paths['/voices'].get.responses = 3")).rejects.toThrow();
	});

	test('says what the page of facts says, and nothing else', () => {
		const page = readReference();
		const written = factsOf(contract);
		expect([...page].filter((fact) => !written.has(fact))).toEqual([]);
		expect([...written].filter((fact) => !page.has(fact))).toEqual([]);
	});

	test('names each operation once', () => {
		const ids = operations.map(({ operationId }) => operationId);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('leaves no object of a request open by accident', () => {
		const open: string[] = [];
		const visit = (schema: Schema, path: string): void => {
			const resolved = resolveSchema(contract, schema);
			if (resolved.type === 'array') visit(resolved.items, `${path}[]`);
			if (resolved.type !== 'object') return;
			if (resolved.additionalProperties !== false) open.push(path);
			for (const [name, field] of Object.entries(resolved.properties ?? {})) {
				visit(field, `${path}.${name}`);
			}
		};
		for (const item of Object.values(contract.paths)) {
			for (const operation of [item?.post, item?.put]) {
				const body = operation?.requestBody;
				if (!body || '$ref' in body) continue;
				for (const { schema } of Object.values(body.content)) {
					if (schema) visit(schema, operation.operationId ?? '');
				}
			}
		}
		const fields = new Set(open.map((path) => path.slice(path.lastIndexOf('.') + 1)));
		expect([...fields].sort()).toEqual(['callAgentInput', 'inputs', 'metadata', 'nodeData']);
	});
});

describe('comparing with the contract', () => {
	const comparer = new Comparer(contract);
	const voices = operations.find(({ operationId }) => operationId === 'listVoices')?.answerSchema;
	const voice = { id: '1', name: 'Ava', voiceType: 's', voiceTier: 'STANDARD', description: '' };

	test.each([
		['nothing wrong', { voices: [voice], cursor: null }, [], []],
		['a missing field', { voices: [voice] }, ['cursor is missing'], []],
		['a wrong type', { voices: [voice], cursor: 3 }, ['cursor is number, not string'], []],
		[
			'the same mistake in two rows',
			{
				voices: [
					{ ...voice, voiceTier: 'GOLD' },
					{ ...voice, voiceTier: 'GOLD' },
				],
				cursor: null,
			},
			['voices[].voiceTier is "GOLD", not one of "STANDARD", "PREMIUM" (2 times)'],
			[],
		],
		[
			'a field nobody wrote down',
			{ voices: [{ ...voice, accent: 'none' }], cursor: null },
			[],
			['voices[].accent is not in the contract'],
		],
		['no object at all', [], ['the answer is array, not object'], []],
	])('tells of %s', (_, value, differences, notes) => {
		expect(comparer.compare(voices ?? {}, value)).toEqual({ differences, notes });
	});
});
