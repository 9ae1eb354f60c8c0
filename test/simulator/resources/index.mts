import { keptOperations } from '../kept.mts';
import type { Resources } from '../kept.mts';
import type { Operations } from '../operation.mts';
import { functions, models } from '../seeds.mts';
import { agent, extractor, prompt } from './agents.mts';
import { batch, batchOperations } from './batches.mts';
import { dialOperations } from './dials.mts';
import { evaluationOperations, evaluationResources } from './evaluations.mts';
import { phoneNumber, phoneNumberOperations } from './phone-numbers.mts';
import { speechOperations } from './speech.mts';
import { voice, voiceOperations } from './voices.mts';

/** Every resource that is kept and given back, by the path of its collection in the contract. */
export const resources: Resources = {
	'/agents': agent,
	'/agents/{agentId}/extractors': extractor,
	'/agents/{agentId}/versioned_prompts': prompt,
	'/batch_dial_jobs': batch,
	...evaluationResources,
	'/functions': { name: 'function', schema: 'FunctionDefinition', rows: functions },
	'/models': { name: 'model', schema: 'AIModel', rows: models },
	'/phone_numbers': phoneNumber,
	'/voices': voice,
};

/** All operations of the contract. */
export const operations: Operations = {
	...keptOperations(resources),
	...batchOperations,
	...dialOperations,
	...evaluationOperations,
	...phoneNumberOperations,
	...speechOperations,
	...voiceOperations,
};
