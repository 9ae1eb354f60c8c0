import type { IDataObject } from 'n8n-workflow';

import { groupField } from '../../fields/nested';
import { textField } from '../../fields/simple';
import { create as createOperation } from '../../operations/create';
import { lists } from '../../transport/lists';
import { extractorName, extractorSchema } from '../extractor/extractorFields';
import { modelOptions, promptFields } from '../prompt/promptFields';
import { agentName, agentSettings, defaultVoice } from './settings';

const PROMPT_NAME = 'promptName';

const promptName = textField({
	label: 'Prompt Name',
	name: PROMPT_NAME,
	required: true,
	placeholder: 'e.g. Spring campaign',
});

const extractor = groupField(
	{
		name: 'defaultExtractor',
		label: 'Extractor',
		description: "What is read from the agent's conversations",
	},
	[extractorName, extractorSchema],
);

/** The prompt's members stand in an object of their own. */
function arrange({
	aiModelId,
	agentType,
	[PROMPT_NAME]: name,
	prompt,
	flowDefinition,
	modelOptionValues,
	...rest
}: IDataObject): IDataObject {
	return {
		...rest,
		defaultVersionedPrompt: {
			aiModelId,
			agentType,
			name,
			prompt,
			flowDefinition,
			modelOptionValues,
		},
	};
}

/** Makes an agent with its first prompt version, and gives it. API page: "Create Agent". */
export const create = createOperation({
	action: 'Create an agent',
	description: 'Create an agent with a voice and a first prompt version',
	creates: 'agent',
	...lists.agents,
	listedBy: 'name',
	fields: [agentName, defaultVoice, promptName, ...promptFields],
	additional: [...agentSettings, extractor, modelOptions],
	arrange,
});
