import type { Operations } from '../operation.mts';
import { agentOperations } from './agents.mts';
import { batchDialJobOperations } from './batch-dial-jobs.mts';
import { dialOperations } from './dials.mts';
import { evaluationOperations } from './evaluations.mts';
import { extractorOperations } from './extractors.mts';
import { functionOperations } from './functions.mts';
import { modelOperations } from './models.mts';
import { phoneNumberOperations } from './phone-numbers.mts';
import { speechOperations } from './speech.mts';
import { versionedPromptOperations } from './versioned-prompts.mts';
import { voiceOperations } from './voices.mts';

/** All operations of the contract. */
export const operations: Operations = {
	...agentOperations,
	...batchDialJobOperations,
	...dialOperations,
	...evaluationOperations,
	...extractorOperations,
	...functionOperations,
	...modelOperations,
	...phoneNumberOperations,
	...speechOperations,
	...versionedPromptOperations,
	...voiceOperations,
};
