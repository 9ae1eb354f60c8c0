import type { IDataObject } from 'n8n-workflow';

import { getDial, hasEnded, recordingUrls } from '../../dial';
import { isJsonObject } from '../../json';
import type { ApiCaller } from '../../transport/caller';

/** What can be waited for. */
export const WAIT_TARGETS = ['callEnded', 'transcript', 'extractor', 'recording'] as const;

export type WaitTarget = (typeof WAIT_TARGETS)[number];

/**
 * What goes on for a call that was placed, unless it is looked at in time: made before the execution is parked, since
 * n8n itself lets these items go on when the time is over.
 */
export function parkedCall({ dialId, sessionId, error }: IDataObject): IDataObject {
	return dialId === undefined ? { error } : { dialId, sessionId, timedOut: true };
}

/** The calls as they are now. */
export interface Look {
	/** Whether what is waited for is there for all of them. */
	isReady: boolean;
	/** For each call the `Dial` where it is ready, else what was given. */
	calls: IDataObject[];
}

/**
 * Looks at calls, each as `parkedCall` makes it; what is no call but an error is ready. One that cannot be looked at is
 * not ready. API page: "Get Dial".
 */
export async function lookAtCalls(
	caller: ApiCaller,
	calls: IDataObject[],
	target: WaitTarget,
): Promise<Look> {
	const looked: IDataObject[] = [];
	let isReady = true;
	for (const call of calls) {
		const dial = await lookAt(caller, call, target);
		if (dial === undefined) isReady = false;
		looked.push(dial ?? call);
	}
	return { isReady, calls: looked };
}

async function lookAt(
	caller: ApiCaller,
	call: IDataObject,
	target: WaitTarget,
): Promise<IDataObject | undefined> {
	if (typeof call.dialId !== 'string') return call;
	try {
		const dial = await getDial(caller, call.dialId);
		return isReady(dial, target) ? dial : undefined;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		caller.context.logger.debug(`Vogent: call ${call.dialId} could not be looked at: ${reason}`);
		return undefined;
	}
}

/** Whether what is waited for is there. A call that was not completed, since nobody took it, will never have more. */
function isReady(dial: IDataObject, target: WaitTarget): boolean {
	if (!hasEnded(dial)) return false;
	if (target === 'callEnded' || dial.status !== 'completed') return true;
	if (target === 'recording') return recordingUrls(dial).length > 0;
	if (target === 'extractor') return isJsonObject(dial.aiResult);
	return Array.isArray(dial.transcript) && dial.transcript.length > 0;
}
