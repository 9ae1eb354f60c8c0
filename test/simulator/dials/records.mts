/** Why a call ended; the values of the reference. */
export const systemResultTypes = [
	'BUSY',
	'FAILED',
	'NO_ANSWER',
	'CANCELLED',
	'USER_HANGUP',
	'COUNTERPARTY_HANGUP',
	'TIMEOUT',
	'RATE_LIMITED',
	'TRANSFERRED',
	'AGENT_HANGUP',
	'VOICEMAIL_DETECTED_HANGUP',
	'LONG_SILENCE_HANGUP',
] as const;

export type SystemResultType = (typeof systemResultTypes)[number];

/** The statuses that a call can end with. */
export const outcomes = ['completed', 'failed', 'canceled', 'busy', 'no-answer'] as const;

export type Outcome = (typeof outcomes)[number];

/** The events that the course of a call brings; `dial.inbound` and function calls are controls of their own. */
export const callEvents = [
	'dial.created',
	'dial.updated',
	'dial.transcript',
	'dial.extractor',
	'dial.recording_created',
] as const;

export type CallEvent = (typeof callEvents)[number];

/** TranscriptEntry of the contract. */
export interface TranscriptLine {
	text: string;
	speaker: string;
	detailType?: string | null;
	[field: string]: unknown;
}

/** Dial of the contract. What is not there yet is left out. */
export interface Dial {
	id: string;
	status: 'queued' | 'ringing' | 'in-progress' | Outcome;
	systemResultType: SystemResultType | null;
	createdAt: string;
	updatedAt: string;
	toNumber?: string;
	fromNumberId?: string;
	startedAt?: string;
	endedAt?: string;
	durationSeconds?: number;
	recordings?: Array<{ url: string }>;
	transcript?: TranscriptLine[];
	aiResult?: Record<string, unknown>;
	inputs?: Record<string, unknown>;
	dialTaskId?: string;
	voiceId?: string;
	versionedPromptId?: string;
	agent?: Record<string, unknown>;
}

/**
 * How the next calls go. All times are milliseconds of the simulated clock. The latest plan that matches a call has it;
 * a call that none matches goes by the defaults.
 */
export interface CallPlan {
	/** The number called, or of an inbound call the number it came in on; all calls when left out. */
	toNumber?: string;
	/** For how many calls; all when left out. */
	times?: number;
	/** `completed` when left out. */
	outcome?: Outcome;
	/**
	 * When left out COUNTERPARTY_HANGUP for `completed`, FAILED, CANCELLED, BUSY or NO_ANSWER for the others; null leaves
	 * it null to the end.
	 */
	systemResultType?: SystemResultType | null;
	/** 0 when left out. */
	queuedMs?: number;
	/** 2,000 when left out. */
	ringingMs?: number;
	/**
	 * 20,000 when left out. A call with the outcome `failed` or `canceled` is answered only when this is given, one that
	 * is `busy` or has `no-answer` never is.
	 */
	talkingMs?: number;
	/** Three lines when left out; null: none ever comes. Only calls that were answered have one. */
	transcript?: TranscriptLine[] | null;
	/** From the end of the call; 1,000 when left out. */
	transcriptAfterMs?: number;
	/**
	 * When left out `{ booked: true }` for a call that has an extractor, its own or its agent's; null: none ever comes.
	 * Only calls that were answered have one.
	 */
	aiResult?: Record<string, unknown> | null;
	/** From the end of the call; 2,000 when left out. */
	aiResultAfterMs?: number;
	/** True when left out. Only calls that were answered have one. */
	recording?: boolean;
	/** From the end of the call; 3,000 when left out. */
	recordingAfterMs?: number;
	/** Of which events anybody is told; of all when left out, of none when empty. The call goes on all the same. */
	events?: CallEvent[];
}

/** A call that was placed through the API or came in, with what its Dial does not tell. */
export interface PlacedCall {
	dial: Dial;
	sessionId: string;
	/** The address that its creator gave for its events. */
	webhookUrl: string | null;
	/** What `POST /dials` was sent; null for an inbound call. */
	request: Record<string, unknown> | null;
	/** Hints for the transcriber: from `POST /dials`, or from the answer to an inbound call. */
	keywords: string[];
}

/** A call that comes in. */
export interface InboundCall {
	agentId: string;
	sourceNumber: string;
	/** When left out, the number that is linked to the agent. */
	destNumberId?: string;
}

/** What became of the question that an inbound call asks its webhook. */
export interface InboundOutcome {
	dialId: string;
	/** Who was asked; null when nobody has an address. */
	url: string | null;
	/** Whether an answer came within three seconds. */
	inTime: boolean;
	status: number | null;
	/** The text of the answer; null when none came in time. */
	answer: string | null;
	ms: number;
	/** Whether its variables and keywords are now those of the call. */
	usedAnswer: boolean;
	/** Why not; null when it was used. */
	whyNot: string | null;
}
