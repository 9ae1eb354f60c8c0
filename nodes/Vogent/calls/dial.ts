import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../text/json';
import type { ApiCaller } from '../transport/caller';
import { apiRequest } from '../transport/request';

/** The statuses of a call that has ended. API pages: "Get Dial", "Webhooks" (`status`). */
const ENDED = ['completed', 'failed', 'canceled', 'busy', 'no-answer'];

/** The call as the service has it now. Throws what `apiRequest` throws. API page: "Get Dial". */
export async function getDial(caller: ApiCaller, dialId: string): Promise<IDataObject> {
	const path = `/dials/${encodeURIComponent(dialId)}`;
	return await apiRequest(caller, { method: 'GET', path, expects: 'id' });
}

/** Whether the call is over, however it ended. */
export function hasEnded(dial: IDataObject): boolean {
	// There may be statuses that nobody has told of.
	return ENDED.includes(String(dial.status)) || Boolean(dial.endedAt);
}

/** The addresses of the call's recordings; none while there is no recording. */
export function recordingUrls(dial: IDataObject): string[] {
	const recordings = Array.isArray(dial.recordings) ? dial.recordings.filter(isJsonObject) : [];
	return recordings.map(({ url }) => url).filter((url) => typeof url === 'string');
}

/**
 * What most workflows need of a call: how it went, and what was said. What the agent did besides speaking stands in lists
 * of its own. API page: "Get Dial".
 */
export function simplifyDial(dial: IDataObject): IDataObject {
	const lines = Array.isArray(dial.transcript) ? dial.transcript.filter(isJsonObject) : [];
	const spoken = lines.filter(isSpoken);
	return {
		dialId: dial.id,
		status: dial.status,
		systemResultType: dial.systemResultType ?? null,
		toNumber: dial.toNumber,
		inputs: dial.inputs,
		durationSeconds: dial.durationSeconds,
		aiDurationSeconds: dial.aiDurationSeconds,
		aiResult: dial.aiResult,
		transcriptText: spoken
			.map(({ speaker, text }) => `${String(speaker)}: ${String(text)}`)
			.join('\n'),
		transcript: spoken.map(({ speaker, text, startTimeMs, endTimeMs }) => ({
			speaker,
			text,
			startTimeMs,
			endTimeMs,
		})),
		functionCalls: lines.flatMap(({ functionCalls }) =>
			Array.isArray(functionCalls) ? functionCalls.filter(isJsonObject) : [],
		),
		nodeTransitions: lines.map(({ nodeTransition }) => nodeTransition).filter(isJsonObject),
		recordings: recordingUrls(dial),
	};
}

/** Whether somebody says it: results of functions and changes of the flow's node stand in the transcript, too. */
function isSpoken({ text, detailType }: IDataObject): boolean {
	const isOther = detailType === 'function' || detailType === 'node-transition';
	return !isOther && typeof text === 'string' && text.trim() !== '';
}
