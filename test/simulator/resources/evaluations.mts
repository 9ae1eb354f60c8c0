import type { Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { dataPage } from '../paging.mts';
import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';

const configs = new Collection(() => [
	{
		id: seedId('eval config 1'),
		name: 'Politeness',
		promptSnippet: 'Was the agent polite to the end?',
	},
]);

interface ConfigRun {
	configId: string;
	run: { id: string } & Record<string, unknown>;
}

/** A run does not tell its config, so its config is kept beside it. */
const runs = new Collection<ConfigRun>(() => [
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

export const evaluationOperations: Operations = {
	listEvalConfigs: (request) => dataPage(request, 'eval configs', configs.in(request.state)),

	listEvalRuns(request) {
		const { id } = findById(configs.in(request.state), request.params.id, 'eval config');
		const rows = runs.in(request.state).filter(({ configId }) => configId === id);
		return dataPage(
			request,
			`eval runs of ${id}`,
			rows.map(({ run }) => run),
		);
	},
};
