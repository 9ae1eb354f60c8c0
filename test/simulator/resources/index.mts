import type { Operations } from '../operation.mts';
import { agentOperations } from './agents.mts';
import { batchDialJobOperations } from './batch-dial-jobs.mts';
import { dialOperations } from './dials.mts';
import { evaluationOperations } from './evaluations.mts';
import { extractorOperations } from './extractors.mts';
import { functionOperations } from './functions.mts';
import { modelOperations } from './models.mts';
import { phoneNumberOperations } from './phone-numbers.mts';
import { versionedPromptOperations } from './versioned-prompts.mts';
import { voiceOperations } from './voices.mts';

/** All operations that the simulator does; any other of the contract is answered with 501. */
export const operations: Operations = {
	...agentOperations,
	...batchDialJobOperations,
	...dialOperations,
	...evaluationOperations,
	...extractorOperations,
	...functionOperations,
	...modelOperations,
	...phoneNumberOperations,
	...versionedPromptOperations,
	...voiceOperations,
};
