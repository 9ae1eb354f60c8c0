import { known } from './made.mts';
import { chosen, given, NEW_ID, row, twoPages, twoRows } from './row.mts';

const path = `/eval_configs/${known.evalConfig}`;

const started = (further: object) => ({
	operationId: 'createEvalRun',
	method: 'POST',
	path: `${path}/runs`,
	body: { callAgentId: known.agent, versionedPromptId: known.otherPrompt, ...further },
});

export const evaluationRows = [
	row('evaluation', 'getAllConfigurations', () => ({
		parameters: twoRows,
		requests: twoPages('listEvalConfigs', '/eval_configs', 'eval configs'),
	})),

	row(
		'evaluation',
		'addRecord',
		({ dialId }) => ({
			parameters: {
				evalConfigId: chosen(known.evalConfig),
				recordType: 'DIAL',
				dialId,
				additionalFields: {},
			},
			requests: [
				{
					operationId: 'createEvalRecord',
					method: 'POST',
					path: `${path}/records`,
					body: { recordType: 'DIAL', dialId },
				},
			],
		}),
		{ about: 'of a call' },
	),

	row(
		'evaluation',
		'addRecord',
		() => ({
			parameters: {
				evalConfigId: given(known.evalConfig),
				recordType: 'PROMPT',
				name: 'Angry caller',
				systemPrompt: 'You want to cancel your appointment.',
				description: 'Somebody in a hurry',
				maxTurns: 6,
				agentInputs: '{"clinic":"Riverside"}',
				additionalFields: {},
			},
			requests: [
				{
					operationId: 'createEvalRecord',
					method: 'POST',
					path: `${path}/records`,
					body: {
						recordType: 'PROMPT',
						name: 'Angry caller',
						systemPrompt: 'You want to cancel your appointment.',
						description: 'Somebody in a hurry',
						maxTurns: 6,
						agentInputs: '{"clinic":"Riverside"}',
					},
				},
			],
		}),
		{ about: 'of a prompt' },
	),

	row('evaluation', 'createConfiguration', () => ({
		parameters: {
			name: 'Refunds',
			promptSnippet: 'The agent never promises a refund.',
			additionalFields: {},
		},
		requests: [
			{
				operationId: 'createEvalConfig',
				method: 'POST',
				path: '/eval_configs',
				body: { name: 'Refunds', promptSnippet: 'The agent never promises a refund.' },
			},
		],
	})),

	row('evaluation', 'getConfiguration', () => ({
		parameters: { evalConfigId: chosen(known.evalConfig) },
		requests: [{ operationId: 'getEvalConfig', method: 'GET', path }],
	})),

	row('evaluation', 'updateConfiguration', () => ({
		parameters: {
			evalConfigId: given(known.evalConfig),
			updateFields: { promptSnippet: 'Was the agent polite?' },
		},
		requests: [
			{
				operationId: 'updateEvalConfig',
				method: 'PUT',
				path,
				body: { promptSnippet: 'Was the agent polite?' },
			},
		],
	})),

	row('evaluation', 'getAllRecords', () => ({
		parameters: {
			evalConfigId: chosen(known.evalConfig),
			...twoRows,
			filters: { search: 'Angry caller' },
		},
		requests: twoPages(
			'listEvalRecords',
			`${path}/records`,
			`eval records of ${known.evalConfig}`,
			{ search: 'Angry caller' },
		),
	})),

	row('evaluation', 'getRecord', ({ evalRecordId }) => ({
		parameters: { evalConfigId: chosen(known.evalConfig), evalRecordId: chosen(evalRecordId) },
		requests: [
			{ operationId: 'getEvalRecord', method: 'GET', path: `${path}/records/${evalRecordId}` },
		],
	})),

	row('evaluation', 'updateRecord', ({ evalRecordId }) => ({
		parameters: {
			evalConfigId: chosen(known.evalConfig),
			evalRecordId: given(evalRecordId),
			updateFields: {
				name: 'Calm caller',
				systemPrompt: 'You are calm.',
				description: '',
				maxTurns: 4,
				agentInputs: '{"clinic":"Lakeside"}',
			},
		},
		requests: [
			{
				operationId: 'updateEvalRecord',
				method: 'PUT',
				path: `${path}/records/${evalRecordId}`,
				body: {
					name: 'Calm caller',
					systemPrompt: 'You are calm.',
					description: '',
					maxTurns: 4,
					agentInputs: '{"clinic":"Lakeside"}',
				},
			},
		],
	})),

	row('evaluation', 'run', ({ evalRecordId }) => ({
		parameters: {
			evalConfigId: chosen(known.evalConfig),
			callAgentId: chosen(known.agent),
			versionedPromptId: chosen(known.otherPrompt),
			additionalFields: { evalRecordIds: evalRecordId },
		},
		requests: [started({ evalRecordIds: [evalRecordId] })],
	})),

	row(
		'evaluation',
		'runAndWait',
		({ evalRecordId }) => ({
			parameters: {
				evalConfigId: chosen(known.evalConfig),
				callAgentId: chosen(known.agent),
				versionedPromptId: chosen(known.otherPrompt),
				additionalFields: { evalRecordIds: evalRecordId },
				waitMinutes: 5,
			},
			requests: [
				started({ evalRecordIds: [evalRecordId] }),
				{ operationId: 'getEvalRun', method: 'GET', path: `/eval_runs/${NEW_ID}` },
			],
		}),
		{ waits: true },
	),

	row('evaluation', 'getAllRuns', () => ({
		parameters: { evalConfigId: chosen(known.evalConfig), ...twoRows },
		requests: twoPages('listEvalRuns', `${path}/runs`, `eval runs of ${known.evalConfig}`),
	})),

	row('evaluation', 'getRun', () => ({
		parameters: { evalRunId: known.evalRun },
		requests: [{ operationId: 'getEvalRun', method: 'GET', path: `/eval_runs/${known.evalRun}` }],
	})),

	row('evaluation', 'getAllResults', () => ({
		parameters: { evalRunId: known.evalRun, ...twoRows, options: { onlyFailing: false } },
		requests: twoPages(
			'listEvalResults',
			`/eval_runs/${known.evalRun}/results`,
			`eval results of ${known.evalRun}`,
		),
	})),

	row('evaluation', 'getResult', () => ({
		parameters: { evalResultId: known.evalResult },
		requests: [
			{ operationId: 'getEvalResult', method: 'GET', path: `/eval_results/${known.evalResult}` },
		],
	})),

	row('evaluation', 'cancelRun', ({ waitingRunId }) => ({
		parameters: { evalRunId: waitingRunId },
		requests: [
			{ operationId: 'cancelEvalRun', method: 'POST', path: `/eval_runs/${waitingRunId}/cancel` },
		],
	})),

	row('evaluation', 'deleteRecord', ({ evalRecordId }) => ({
		parameters: { evalConfigId: chosen(known.evalConfig), evalRecordId: chosen(evalRecordId) },
		requests: [
			{
				operationId: 'deleteEvalRecord',
				method: 'DELETE',
				path: `${path}/records/${evalRecordId}`,
			},
		],
	})),
];
