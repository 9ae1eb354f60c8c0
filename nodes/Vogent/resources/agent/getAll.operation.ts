import type { IDataObject } from 'n8n-workflow';

import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';

/** What most workflows need of an agent. */
function simplifyAgent({
	id,
	name,
	language,
	defaultVoiceId,
	defaultVersionedPromptId,
	defaultExtractorId,
	maxDurationSeconds,
}: IDataObject): IDataObject {
	return {
		id,
		name,
		language,
		defaultVoiceId,
		defaultVersionedPromptId,
		defaultExtractorId: defaultExtractorId ?? null,
		maxDurationSeconds,
	};
}

/** Lists the agents of the workspace. API page: "List Agents". */
export const getAll = getMany({
	action: 'Get many agents',
	description: 'List your agents, with their IDs',
	...lists.agents,
	simplify: simplifyAgent,
});
