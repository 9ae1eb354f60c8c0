import type { CallPlan, Outcome, TranscriptLine } from './records.mts';
import { callEvents } from './records.mts';

/** How one call goes: a plan with nothing left out. */
export type Course = Required<Omit<CallPlan, 'toNumber' | 'talkingMs'>> & {
	/** Null for a call that is never answered. */
	talkingMs: number | null;
};

/** Why a call ends with each outcome. */
export const usualResults: Record<Outcome, string> = {
	completed: 'COUNTERPARTY_HANGUP',
	failed: 'FAILED',
	canceled: 'CANCELLED',
	busy: 'BUSY',
	'no-answer': 'NO_ANSWER',
};

/** What is said in every call that is answered. */
export const transcript: TranscriptLine[] = [
	{
		text: 'Hello, this is the clinic.',
		speaker: 'AI',
		detailType: null,
		startTimeMs: 0,
		endTimeMs: 1900,
	},
	{ text: 'Can I come on Monday?', speaker: 'HUMAN', startTimeMs: 2100, endTimeMs: 3600 },
	{ text: 'Monday it is. Goodbye!', speaker: 'AI', startTimeMs: 3900, endTimeMs: 5600 },
];

/** Returns the course of a call to or from this number of ours. */
export function courseOf(plans: CallPlan[], toNumber: string | undefined): Course {
	const plan = plans.findLast((candidate) => [undefined, toNumber].includes(candidate.toNumber));
	const outcome = plan?.outcome ?? 'completed';
	return {
		outcome,
		ringingMs: 2000,
		talkingMs: outcome === 'completed' ? 20_000 : null,
		transcriptAfterMs: 1000,
		aiResultAfterMs: 2000,
		recordingAfterMs: 3000,
		events: [...callEvents],
		...plan,
	};
}
