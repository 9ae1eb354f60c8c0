import { get as getOperation } from '../../operations/request';
import { promptIds, promptPath } from './ids';

/** Gives one prompt version of an agent. API page: "Get Versioned Prompt". */
export const get = getOperation({
	action: 'Get a prompt version',
	description: 'Get one version of the prompt that an agent follows',
	path: promptPath,
	ids: promptIds,
	expects: 'id',
});
