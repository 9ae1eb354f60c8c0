import type { IDataObject } from 'n8n-workflow';

/** What most workflows need of an agent. */
export function simplifyAgent({
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
