import type { Resource } from '../../operation';
import { synthesize } from './synthesize.operation';
import { synthesizeDialogue } from './synthesizeDialogue.operation';

/** Text that becomes speech. API pages: "Text to Speech". */
export const speech: Resource = {
	value: 'speech',
	name: 'Speech',
	operations: [synthesize, synthesizeDialogue],
};
