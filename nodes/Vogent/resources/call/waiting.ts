import type { IDataObject } from 'n8n-workflow';

import { getDial, hasEnded, recordingUrls } from '../../dial';
import { inOrder } from '../../execution/inOrder';
import { isJsonObject } from '../../json';
import type { ApiCaller } from '../../transport/caller';
import { reasonOf } from '../../transport/errors';

/** What can be waited for. */
export const WAIT_TARGETS = ['callEnded', 'transcript', 'extractor', 'recording'] as const;

/** How many calls are looked at at the same time. */
const MOST_AT_ONCE = 4;

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
	return await look(caller, calls, target, () => false);
}

/** As `lookAtCalls`, but looks at no more calls once one is not ready. */
export async function lookUntilOneIsNotReady(
	caller: ApiCaller,
	calls: IDataObject[],
	target: WaitTarget,
): Promise<Look> {
	return await look(caller, calls, target, ({ isReady }) => !isReady);
}

async function look(
	caller: ApiCaller,
	calls: IDataObject[],
	target: WaitTarget,
	isEnough: (seen: Look) => boolean,
): Promise<Look> {
	const seen: Look = { isReady: true, calls: [...calls] };
	const lookAtOne = async (index: number) => {
		const call = calls[index] ?? {};
		// A caller of its own: the credential is that of the call's item, and may change while one waits for days.
		const dial = await lookAt({ ...caller, itemIndex: index }, call, target);
		if (dial === undefined) seen.isReady = false;
		else seen.calls[index] = dial;
	};
	await inOrder(calls.length, MOST_AT_ONCE, lookAtOne, () => isEnough(seen));
	return seen;
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
		caller.context.logger.debug(
			`Vogent: call ${call.dialId} could not be looked at: ${reasonOf(error)}`,
		);
		return undefined;
	}
}

/** Whether what is waited for is there. Of a call in which nobody spoke there will never be more. */
function isReady(dial: IDataObject, target: WaitTarget): boolean {
	if (!hasEnded(dial)) return false;
	const wasTaken = dial.status === 'completed' || Number(dial.durationSeconds ?? 0) > 0;
	if (target === 'callEnded' || !wasTaken) return true;
	if (target === 'recording') return recordingUrls(dial).length > 0;
	if (target === 'extractor') return isJsonObject(dial.aiResult);
	return Array.isArray(dial.transcript) && dial.transcript.length > 0;
}
