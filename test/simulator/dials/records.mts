import type { Row } from '../records.mts';

/** The statuses that a call can end with. */
export type Outcome = 'completed' | 'failed' | 'canceled' | 'busy' | 'no-answer';

/** The events that the course of a call brings; `dial.inbound` is a control of its own. */
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
	systemResultType: string | null;
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
	/** `completed` when left out. */
	outcome?: Outcome;
	/** 2,000 when left out. */
	ringingMs?: number;
	/**
	 * 20,000 when left out. A call with the outcome `failed` or `canceled` is answered only when this is given, one that
	 * is `busy` or has `no-answer` never is.
	 */
	talkingMs?: number;
	/** From the end of the call; 1,000 when left out. */
	transcriptAfterMs?: number;
	/** From the end of the call; 2,000 when left out. */
	aiResultAfterMs?: number;
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

/** A batch, with what it has done and what it has still to do. */
export interface Batch extends Row {
	maxConcurrentDials: number;
	name: string;
	status: 'INIT' | 'ACTIVE' | 'PAUSED' | 'COMPLETE' | 'CANCELLED';
	callAgentId: string;
	fromPhoneNumberIds?: string[];
	queue: QueuedDial[];
	dialIds: string[];
}

/** QueuedDial of the contract. */
export interface QueuedDial {
	id: string;
	toNumber: string;
	batchDialJobId: string;
	createdAt: string;
	inputs?: Record<string, unknown>;
}

/** What an event tells besides its name. */
export interface EventPayload {
	dial_id: string;
	[field: string]: unknown;
}

/** A request that the simulator sent to a webhook. It is sent once, whatever the answer. */
export interface Delivery {
	url: string;
	/** The event's name; null when it was sent as none. */
	event: string | null;
	dialId: string | null;
	/** What was sent, as text; no more than its first 20,000 bytes. */
	body: string;
	/** The X-Elto-Signature header as sent; null when there was none. */
	signature: string | null;
	/** The status of the answer, also of one that is a refusal; null while there is none. */
	status: number | null;
	/** The text of the answer; null while there is none. */
	answer: string | null;
	/** From the start of the request to the end of the answer, or to the error; null while it is under way. */
	ms: number | null;
	/** Why there is no answer, such as `connect ECONNREFUSED …`; null when there is one. */
	error: string | null;
}

/** Anything that a test sends to an address, true to the service or not. */
export interface OddDelivery {
	url: string;
	/** Wrapped with the payload as the service does it. */
	event?: string;
	payload?: unknown;
	/** Sent as it is, instead of an event. */
	body?: string;
	/** When left out it is signed if the settings have a secret; `wrong` has the right form and another secret. */
	sign?: Signing;
	/** `application/json` when left out; null sends none. */
	contentType?: string | null;
	/** Further headers, in lower case; they go over those of the simulator. */
	headers?: Record<string, string>;
	/** How often it is sent; once when left out. */
	times?: number;
	/** How many are under way at the same time; 1 when left out. */
	concurrency?: number;
}

export type Signing = boolean | 'wrong';
