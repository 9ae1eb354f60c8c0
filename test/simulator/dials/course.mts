import type { State } from '../state.mts';
import type { CallEvent, CallPlan, Outcome, SystemResultType, TranscriptLine } from './records.mts';
import { callEvents } from './records.mts';

/** How one call goes: a plan with nothing left out. */
export interface Course {
	outcome: Outcome;
	systemResultType: SystemResultType | null;
	queuedMs: number;
	ringingMs: number;
	/** Null for a call that is never answered. */
	talkingMs: number | null;
	transcript: TranscriptLine[] | null;
	transcriptAfterMs: number;
	aiResult: Record<string, unknown> | null;
	aiResultAfterMs: number;
	recording: boolean;
	recordingAfterMs: number;
	events: CallEvent[];
}

const usualResults: Record<Outcome, SystemResultType> = {
	completed: 'COUNTERPARTY_HANGUP',
	failed: 'FAILED',
	canceled: 'CANCELLED',
	busy: 'BUSY',
	'no-answer': 'NO_ANSWER',
};

const usualTranscript: TranscriptLine[] = [
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

/** Gives the course of a call to or from this number of ours, and counts it as one of the plan's calls. */
export function takeCourse(
	plans: State['callPlans'],
	toNumber: string | undefined,
	hasExtractor: boolean,
): Course {
	const plan = plans.findLast((candidate) => [undefined, toNumber].includes(candidate.toNumber));
	if (plan?.times !== undefined) {
		plan.times -= 1;
		if (plan.times === 0) plans.splice(plans.indexOf(plan), 1);
	}
	return courseOf(plan ?? {}, hasExtractor);
}

function courseOf(plan: CallPlan, hasExtractor: boolean): Course {
	const { outcome = 'completed' } = plan;
	const usualTalkingMs = outcome === 'completed' ? 20_000 : null;
	return {
		outcome,
		systemResultType:
			plan.systemResultType === undefined ? usualResults[outcome] : plan.systemResultType,
		queuedMs: plan.queuedMs ?? 0,
		ringingMs: plan.ringingMs ?? 2000,
		talkingMs: plan.talkingMs ?? usualTalkingMs,
		transcript: plan.transcript === undefined ? usualTranscript : plan.transcript,
		transcriptAfterMs: plan.transcriptAfterMs ?? 1000,
		aiResult:
			plan.aiResult === undefined ? (hasExtractor ? { booked: true } : null) : plan.aiResult,
		aiResultAfterMs: plan.aiResultAfterMs ?? 2000,
		recording: plan.recording ?? true,
		recordingAfterMs: plan.recordingAfterMs ?? 3000,
		events: plan.events ?? [...callEvents],
	};
}
