import { keptOperations } from '../kept.mts';
import type { Resources } from '../kept.mts';
import type { Operations } from '../operation.mts';
import { evalConfigs, evalRecords, evalRuns, functions, models } from '../seeds.mts';
import { agent, extractor, prompt } from './agents.mts';
import { batch, batchOperations } from './batches.mts';
import { dialOperations } from './dials.mts';
import { phoneNumber, phoneNumberOperations } from './phone-numbers.mts';
import { speechOperations } from './speech.mts';
import { voice, voiceOperations } from './voices.mts';

/** Every resource that is kept and given back, by the path of its collection in the contract. */
export const resources: Resources = {
	'/agents': agent,
	'/agents/{agentId}/extractors': extractor,
	'/agents/{agentId}/versioned_prompts': prompt,
	'/batch_dial_jobs': batch,
	'/eval_configs': { name: 'eval config', schema: 'EvalConfig', rows: evalConfigs },
	'/eval_configs/{id}/records': {
		name: 'eval record',
		schema: 'EvalRecord',
		rows: evalRecords,
		keep: ({ recordType, dialId, ...prompt }) => ({
			recordType,
			...(recordType === 'DIAL' ? { dialId } : { prompt }),
		}),
	},
	'/eval_configs/{id}/runs': { name: 'eval run', schema: 'EvalRun', rows: evalRuns },
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
	...phoneNumberOperations,
	...speechOperations,
	...voiceOperations,
};
