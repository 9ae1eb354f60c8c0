import { randomUUID } from 'node:crypto';
import { agents } from '../agents.mts';
import { refuseWrong, unknownId, unknownIds } from '../checks.mts';
import { dials } from '../dials/rows.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { dataPage } from '../paging.mts';
import type { EvalConfig, EvalConfigSeed } from '../records.mts';
import { seedId } from '../seed-id.mts';
import type { State } from '../state.mts';
import { Collection } from '../state.mts';
import { promptsOf } from './versioned-prompts.mts';

/** CreateEvalRecordInput of the contract. */
interface RecordInput {
	recordType: 'DIAL' | 'PROMPT';
	dialId?: string;
	maxTurns?: number;
	[field: string]: unknown;
}

/** CreateEvalRunInput of the contract. */
interface RunInput {
	versionedPromptId: string;
	callAgentId: string;
	evalRecordIds?: string[];
}

/** EvalRun of the contract. */
interface EvalRun {
	id: string;
	status: 'PENDING' | 'RUNNING' | 'SUCCESS' | 'FAILED' | 'CANCELLED';
	callAgentId: string;
	versionedPromptId: string;
	createdAt: string;
	aggregateResult: { numFailing: number; numPassing: number };
}

const runMs = 5000;

const promptFields = ['name', 'description', 'systemPrompt', 'maxTurns', 'agentInputs'];

const configs = new Collection<EvalConfig>(() => [
	{
		id: seedId('eval config 1'),
		name: 'Politeness',
		promptSnippet: 'Was the agent polite to the end?',
	},
]);

/** A record does not tell its config, so its config is kept beside it. */
const records = new Collection<{ configId: string; record: { id: string } }>(() => []);

/** A run does not tell its config, so its config is kept beside it. */
const runs = new Collection<{ configId: string; run: EvalRun }>(() => [
	{
		configId: seedId('eval config 1'),
		run: {
			id: seedId('eval run 1'),
			status: 'SUCCESS',
			callAgentId: seedId('agent 1'),
			versionedPromptId: seedId('prompt 1'),
			createdAt: '2026-01-06T12:00:00Z',
			aggregateResult: { numFailing: 1, numPassing: 4 },
		},
	},
]);

/** Adds evaluation configs to those listed, filling in what is left out; gives them as added. */
export function addEvalConfigs(state: State, seeds: EvalConfigSeed[]): EvalConfig[] {
	const added = seeds.map((seed) => ({ id: randomUUID(), promptSnippet: '', ...seed }));
	configs.in(state).push(...added);
	return added;
}

export const evaluationOperations: Operations = {
	listEvalConfigs: (request) => dataPage(request, 'eval configs', configs.in(request.state)),

	createEvalRecord(request) {
		const { state } = request;
		const config = configOf(request);
		const input = request.body as RecordInput;
		refuseWrong([
			...fieldErrors(input),
			...unknownId('dialId', input.dialId, dials.in(state), 'dial'),
		]);
		const { recordType, dialId = null, ...prompt } = input;
		const record = {
			id: randomUUID(),
			recordType,
			dialId,
			prompt: recordType === 'PROMPT' ? prompt : null,
		};
		records.in(state).push({ configId: config.id, record });
		return record;
	},

	createEvalRun(request) {
		const { state } = request;
		const config = configOf(request);
		const { versionedPromptId, callAgentId, evalRecordIds } = request.body as RunInput;
		const known = records.in(state).filter(({ configId }) => configId === config.id);
		const rows = known.map(({ record }) => record);
		const prompts = promptsOf(state, callAgentId);
		refuseWrong([
			...unknownId('callAgentId', callAgentId, agents.in(state), 'agent'),
			...unknownId('versionedPromptId', versionedPromptId, prompts, 'prompt of the agent'),
			...unknownIds('evalRecordIds', evalRecordIds, rows, 'record of the config'),
		]);
		const run: EvalRun = {
			id: randomUUID(),
			status: 'PENDING',
			callAgentId,
			versionedPromptId,
			createdAt: state.clock.date,
			aggregateResult: { numFailing: 0, numPassing: 0 },
		};
		runs.in(state).push({ configId: config.id, run });
		goThrough(state, run, (evalRecordIds ?? rows).length);
		return run;
	},

	listEvalRuns(request) {
		const { id } = configOf(request);
		const rows = runs.in(request.state).filter(({ configId }) => configId === id);
		return dataPage(
			request,
			`eval runs of ${id}`,
			rows.map(({ run }) => run),
		);
	},
};

function configOf({ state, params }: OperationRequest): EvalConfig {
	return findById(configs.in(state), params.id, 'eval config');
}

/** A run takes a while of the clock, and then all its records have passed. */
function goThrough({ clock }: State, run: EvalRun, numPassing: number): void {
	const become = (changes: Partial<EvalRun>) => Promise.resolve(Object.assign(run, changes));
	const aggregateResult = { numFailing: 0, numPassing };
	clock.after(0, () => become({ status: 'RUNNING' }));
	clock.after(runMs, () => become({ status: 'SUCCESS', aggregateResult }));
}

function fieldErrors(input: RecordInput): string[] {
	const { recordType, dialId, maxTurns = 1 } = input;
	const wrong = recordType === 'DIAL' ? promptFields : ['dialId'];
	return [
		...wrong
			.filter((name) => input[name] !== undefined)
			.map((name) => `/${name} does not go with recordType ${recordType}`),
		...(recordType === 'DIAL' && !dialId ? ['/dialId is missing with recordType DIAL'] : []),
		...(maxTurns < 1 ? [`/maxTurns is ${maxTurns}, which is no number of turns`] : []),
	];
}
