import { optionValuesField } from '../../fields/conversation';
import { shownFor, type Field } from '../../fields/field';
import { idField } from '../../fields/ids';
import { jsonField } from '../../fields/nested';
import { choiceField, textField } from '../../fields/simple';

/** What a prompt version is called. */
export const promptName = textField({
	label: 'Name',
	name: 'name',
	required: true,
	placeholder: 'e.g. Spring campaign',
});

const aiModel = idField({
	label: 'Model',
	name: 'aiModelId',
	list: 'searchModels',
	required: true,
	description: 'The language model that the agent uses',
});

const kind = choiceField({
	label: 'Agent Type',
	name: 'agentType',
	fallback: 'STANDARD',
	options: [
		{ name: 'Custom Flow', value: 'CUSTOM_FLOW', description: 'The agent follows a flow' },
		{ name: 'Standard', value: 'STANDARD', description: 'The agent follows a prompt' },
	],
	description: 'What the agent follows',
});

const prompt = textField({
	label: 'Prompt',
	name: 'prompt',
	rows: 6,
	placeholder: 'e.g. You answer the phone of a dentist, and book appointments.',
	description: 'What the agent is told to do',
});

const flow = jsonField({
	label: 'Flow Definition (JSON)',
	name: 'flowDefinition',
	description: 'An object with the "nodes" of the flow, as in Vogent\'s API',
});

/** Values for the options of the language model. */
export const modelOptions = optionValuesField('modelOptionValues', 'Model Options', 'model');

/** What a prompt version is made of, apart from its name and options. API page: "Create Versioned Prompt". */
export const promptFields: Field[] = [
	aiModel,
	kind,
	...shownFor({ agentType: ['STANDARD'] }, [prompt]),
	...shownFor({ agentType: ['CUSTOM_FLOW'] }, [flow]),
];

/** What of a prompt version can be changed. API page: "Update Versioned Prompt". */
export const promptChanges: Field[] = [promptName, aiModel, kind, prompt, flow, modelOptions];
