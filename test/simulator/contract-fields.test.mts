import { expect, test } from '@jest/globals';
import type { OpenAPIV3 } from 'openapi-types';
import { operationsOf, readContract, resolveSchema } from '../contract/contract.mts';
import type { Schema } from '../contract/contract.mts';
import { operations } from './resources/index.mts';

const contract = readContract();
const ids = operationsOf(contract).map(({ operationId }) => operationId);

/**
 * How many fields the reference names in the body of each operation, fields of fields too, and how many parameters in
 * its query. Counted in the reference and not in the contract.
 */
const countsInReference: Record<string, [body: number, query: number]> = {
	cloneVoice: [4, 0],
	listVoices: [0, 4],
	// 18 of its own, `agentOverrides`, and in it those of createAgent without `name` and the three of `defaultExtractor`.
	createDial: [18 + 1 + 63 - 4, 0],
	getDial: [0, 0],
	hangUpDial: [0, 0],
	createDialToken: [0, 0],
	listAgents: [0, 2],
	createAgent: [63, 0],
	updateAgent: [38, 0],
	deleteAgent: [0, 0],
	listVersionedPrompts: [0, 2],
	getVersionedPrompt: [0, 0],
	createVersionedPrompt: [23, 0],
	updateVersionedPrompt: [23, 0],
	listExtractors: [0, 0],
	getExtractor: [0, 0],
	createExtractor: [2, 0],
	updateExtractor: [2, 0],
	listPhoneNumbers: [0, 2],
	getPhoneNumber: [0, 0],
	createPhoneNumber: [12, 0],
	updatePhoneNumber: [1, 0],
	deletePhoneNumber: [0, 0],
	searchPhoneNumbers: [3, 0],
	createFunction: [7, 0],
	getFunction: [0, 0],
	updateFunction: [7, 0],
	deleteFunction: [0, 0],
	listModels: [0, 2],
	createSpeech: [8, 0],
	createMultispeakerSpeech: [9, 0],
	listBatchDialJobs: [0, 5],
	createBatchDialJob: [15, 0],
	getBatchDialJob: [0, 0],
	updateBatchDialJob: [10, 0],
	pauseBatchDialJob: [1, 0],
	listBatchDialJobDials: [0, 2],
	listBatchDialJobQueue: [0, 2],
	listEvalConfigs: [0, 2],
	createEvalRecord: [7, 0],
	createEvalRun: [3, 0],
	listEvalRuns: [0, 2],
};

/** Counts the named fields of a schema; those of a list are those of its items. */
function fieldsOf(schema: Schema): number {
	const resolved = resolveSchema(contract, schema);
	if (resolved.type === 'array') return fieldsOf(resolved.items);
	const fields = Object.values(resolved.properties ?? {});
	return fields.reduce((sum, field) => sum + 1 + fieldsOf(field), 0);
}

function bodyOf(operation: OpenAPIV3.OperationObject | undefined): Schema | undefined {
	const body = operation?.requestBody;
	if (!body || '$ref' in body) return undefined;
	return Object.values(body.content)[0]?.schema;
}

test('each operation has as many fields and parameters as in the reference', () => {
	const bodies = new Map(
		Object.values(contract.paths)
			.flatMap((item) => [item?.get, item?.post, item?.put, item?.delete])
			.map((operation) => [operation?.operationId, bodyOf(operation)]),
	);
	const counts = operationsOf(contract).map(({ operationId, parameters }) => {
		const body = bodies.get(operationId);
		const query = parameters.filter((parameter) => parameter.in === 'query');
		return [operationId, [body ? fieldsOf(body) : 0, query.length]];
	});
	expect(Object.fromEntries(counts)).toEqual(countsInReference);
	expect(Object.keys(countsInReference)).toHaveLength(42);
});

test('the simulator does every operation of the contract, and no other', () => {
	expect(Object.keys(operations).sort()).toEqual([...ids].sort());
});
