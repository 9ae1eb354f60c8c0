import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { operationsOf, readContract, resolveSchema } from '../contract/contract.mts';
import type { Schema } from '../contract/contract.mts';
import { factsOf, readReference } from '../contract/reference.mts';
import { operations as simulated } from './resources/index.mts';

// Starting a process can take seconds on a busy machine.
jest.setTimeout(60_000);

const contract = readContract();
const operations = operationsOf(contract);

/** Runs a script in a Node of its own: openapi-backend needs modules that jest cannot load. Returns what it prints. */
async function runScript(script: string): Promise<string> {
	const args = ['--input-type=module', '--eval', script];
	const { stdout } = await promisify(execFile)(process.execPath, args, {
		cwd: import.meta.dirname,
	});
	return stdout.trim();
}

describe('the contract', () => {
	test('is a valid OpenAPI 3.0 document', async () => {
		const script = `
			import { OpenAPIBackend } from 'openapi-backend';
			import { readContract } from '../contract/contract.mts';
			await new OpenAPIBackend({ definition: readContract(), strict: true }).init();
			console.log('valid');`;
		expect(contract.openapi).toBe('3.0.3');
		expect(await runScript(script)).toBe('valid');
	});

	test('is done by the simulator: every operation, and no other', () => {
		const ids = operations.map(({ operationId }) => operationId);
		expect(new Set(ids).size).toBe(ids.length);
		expect(Object.keys(simulated).sort()).toEqual(ids.sort());
	});

	test('says what the page of facts says, and nothing else', () => {
		const page = readReference();
		const written = factsOf(contract);
		expect([...page].filter((fact) => !written.has(fact))).toEqual([]);
		expect([...written].filter((fact) => !page.has(fact))).toEqual([]);
	});

	test('leaves no object of a request open by accident', () => {
		const open = new Set<string>();
		const visit = (schema: Schema, name: string): void => {
			const resolved = resolveSchema(contract, schema);
			if (resolved.type === 'array') visit(resolved.items, name);
			if (resolved.type !== 'object') return;
			if (resolved.additionalProperties !== false) open.add(name);
			for (const [field, member] of Object.entries(resolved.properties ?? {})) visit(member, field);
		};
		for (const { bodySchema, operationId } of operations) {
			if (bodySchema) visit(bodySchema, operationId);
		}
		expect([...open].sort()).toEqual(['callAgentInput', 'inputs', 'metadata', 'nodeData']);
	});
});

test('the simulator’s own answers are held against the contract', async () => {
	const output = await runScript(`
		import { Api } from './api.mts';
		import { Bytes } from './operation.mts';
		for (const listVoices of [
			() => ({ voices: [], cursor: null, total: 0 }),
			() => ({ voices: [] }),
			() => new Bytes('audio/wav', Buffer.from('RIFF')),
			() => { throw new Error('Oh no') },
		]) {
			const api = await Api.load('key', { listVoices });
			const { status, body } = await api.answer({}, {
				method: 'GET', url: '/api/voices', query: {}, bytesReceived: 0, parts: null,
				headers: { authorization: 'Bearer key' },
			});
			console.log(JSON.stringify([status, JSON.parse(body).message, JSON.parse(body).errors]));
		}`);
	const message = "The simulator's own answer to listVoices breaks the contract";
	expect(output.split('\n').map((line) => JSON.parse(line) as unknown)).toEqual([
		[200, null, null],
		[500, message, ["request must have required property 'cursor'"]],
		[500, message, ['It must be application/json, not audio/wav']],
		[500, 'The simulator failed: Oh no', []],
	]);
});
