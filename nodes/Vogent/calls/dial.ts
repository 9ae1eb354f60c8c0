import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../text/json';
import type { ApiCaller } from '../transport/caller';
import { apiRequest } from '../transport/request';

const SPEAKERS: Record<string, string> = { AI: 'AI', HUMAN: 'Human' };

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

/** What most workflows need of a call: who, how it went, and what was said, a line a sentence. */
export function simplifyDial(dial: IDataObject): IDataObject {
	const transcript = transcriptLines(dial);
	return {
		id: dial.id,
		status: dial.status,
		systemResultType: dial.systemResultType ?? null,
		toNumber: dial.toNumber,
		fromNumberId: dial.fromNumberId,
		durationSeconds: dial.durationSeconds,
		aiResult: dial.aiResult,
		transcript,
		transcriptText: transcript.join('\n'),
		recordings: recordingUrls(dial),
	};
}

/** What was said, as lines such as "AI: Hello"; what is no speech, such as a function call, has no line. */
function transcriptLines(dial: IDataObject): string[] {
	const lines = Array.isArray(dial.transcript) ? dial.transcript.filter(isJsonObject) : [];
	return lines
		.filter(({ text }) => typeof text === 'string' && text.trim() !== '')
		.map(({ speaker, text }) => {
			const who = String(speaker);
			return `${SPEAKERS[who] ?? who}: ${String(text)}`;
		});
}
