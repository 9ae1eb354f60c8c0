import { idField, idTextField } from '../../fields/ids';
import { textField } from '../../fields/simple';

/** The configuration of an evaluation: how it judges. API pages: "Evaluations". */
export const configField = idField({
	name: 'evalConfigId',
	label: 'Configuration',
	list: 'searchEvalConfigs',
	required: true,
});

/** Where it is, for `pathOf`. */
export const configPath = '/eval_configs/{}';

/** What the evaluation looks for. */
export const promptSnippet = textField({
	name: 'promptSnippet',
	label: 'Prompt Snippet',
	rows: 4,
	placeholder: 'e.g. The agent never promises a refund.',
	description: 'What the evaluation checks in what the agent says',
});

/** A record of a configuration: a call, or a prompt that plays the caller. */
export const recordField = idField({
	name: 'evalRecordId',
	label: 'Record',
	list: 'searchEvalRecords',
	required: true,
});

/** Where it is, for `pathOf`. */
export const recordPath = '/eval_configs/{}/records/{}';

/** What a record is called, and what its prompt tells the caller. */
export const recordFields = {
	name: { name: 'name', label: 'Name', placeholder: 'e.g. Angry caller' },
	systemPrompt: {
		name: 'systemPrompt',
		label: 'System Prompt',
		rows: 4,
		placeholder: 'e.g. You want to cancel your appointment, and are in a hurry.',
		description: 'What the caller is told to do',
	},
	description: {
		name: 'description',
		label: 'Description',
		placeholder: 'e.g. Tests how the agent deals with a cancellation',
		description: 'What the record is for',
	},
	maxTurns: {
		name: 'maxTurns',
		label: 'Max Turns',
		fallback: 0,
		least: 1,
		omitZero: true,
		description: "How often each side may speak. 0 for Vogent's default.",
	},
	agentInputs: {
		name: 'agentInputs',
		label: 'Agent Inputs (JSON)',
		description: 'An object with the name and the value of each prompt variable of the agent',
	},
} as const;

/** The run of an evaluation. API pages: "Get Eval Run", "Cancel Eval Run". */
export const runField = idTextField({
	name: 'evalRunId',
	label: 'Run ID',
	required: true,
	description: 'The ID that Run returns as "id"',
});

/** Where it is, for `pathOf`. */
export const runPath = '/eval_runs/{}';
