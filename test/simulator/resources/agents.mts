import { add } from '../kept.mts';
import type { Resource } from '../kept.mts';
import type { LinkedFunction } from '../records.mts';
import { agents, extractors, prompts } from '../seeds.mts';

export const prompt: Resource = { name: 'prompt', schema: 'Prompt', rows: prompts };

export const extractor: Resource = { name: 'extractor', schema: 'Extractor', rows: extractors };

/** Its first prompt and its extractor are made with it. */
export const agent: Resource = {
	name: 'agent',
	schema: 'Agent',
	rows: agents,
	keep(body, state, id) {
		const { defaultVersionedPrompt, defaultExtractor, callAgentExtractorId, ...others } = body;
		const { linkedFunctionDefinitionIds, linkedFunctionDefinitionInputs, ...fields } = others;
		if (defaultVersionedPrompt) {
			const made = add(state, prompt, { ...defaultVersionedPrompt, parentId: id });
			fields.defaultVersionedPromptId = made.id;
		}
		if (defaultExtractor) {
			fields.defaultExtractorId = add(state, extractor, { ...defaultExtractor, parentId: id }).id;
		}
		// An empty one switches it off.
		if (callAgentExtractorId !== undefined) {
			fields.defaultExtractorId = callAgentExtractorId || null;
		}
		const ids = linkedFunctionDefinitionIds as string[] | undefined;
		const inputs = linkedFunctionDefinitionInputs as LinkedFunction[] | undefined;
		if (ids ?? inputs) fields.linkedFunctionDefinitions = linked(ids, inputs);
		// An agent has true, false or nothing here, where a request may have null.
		if (fields.fillEmptyStringVariables === null) fields.fillEmptyStringVariables = undefined;
		return fields;
	},
};

function linked(ids: string[] = [], inputs: LinkedFunction[] = []): LinkedFunction[] {
	const known = new Set(inputs.map(({ functionDefinitionId }) => functionDefinitionId));
	const others = ids.filter((id) => !known.has(id));
	return [...inputs, ...others.map((functionDefinitionId) => ({ functionDefinitionId }))];
}
