import { known } from './made.mts';
import { chosen, given, row, twoPages, twoRows } from './row.mts';

const path = `/eval_configs/${known.evalConfig}`;

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

	row('evaluation', 'run', ({ evalRecordId }) => ({
		parameters: {
			evalConfigId: chosen(known.evalConfig),
			callAgentId: chosen(known.agent),
			versionedPromptId: chosen(known.otherPrompt),
			additionalFields: { evalRecordIds: evalRecordId },
		},
		requests: [
			{
				operationId: 'createEvalRun',
				method: 'POST',
				path: `${path}/runs`,
				body: {
					callAgentId: known.agent,
					versionedPromptId: known.otherPrompt,
					evalRecordIds: [evalRecordId],
				},
			},
		],
	})),

	row('evaluation', 'getAllRuns', () => ({
		parameters: { evalConfigId: chosen(known.evalConfig), ...twoRows },
		requests: twoPages('listEvalRuns', `${path}/runs`, `eval runs of ${known.evalConfig}`),
	})),
];
