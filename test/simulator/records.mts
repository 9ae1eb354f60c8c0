import type { IncomingHttpHeaders } from 'node:http';

/** A part of a multipart body, in the order in which it came. */
export interface ReceivedPart {
	name: string;
	kind: 'file' | 'text';
	/** As sent, with its folders if it has any; null when the part gives none. */
	filename: string | null;
	mimeType: string;
	encoding: string;
	/** Bytes of the content. */
	size: number;
	/** Hex SHA-256 of a file's bytes; null for text, and for a file that broke off. */
	sha256: string | null;
	/** The text of a text part; null for a file, whose bytes are not kept. */
	value: string | null;
}

/** A request as it came in, recorded whether or not it was right. */
export interface ReceivedRequest {
	method: string;
	/** Path and query as sent. */
	url: string;
	/** The path below the base URL, such as `/voices/clone`; outside of the base URL the whole path. */
	path: string;
	query: Record<string, string | string[]>;
	headers: IncomingHttpHeaders;
	/** Names and values in turn, exactly as sent. */
	rawHeaders: string[];
	/** The Content-Length header as sent; null when there was none. */
	contentLength: string | null;
	/** Whether the body came with Transfer-Encoding: chunked. */
	chunked: boolean;
	/** Bytes of the body that arrived. */
	bytesReceived: number;
	/** False until the whole body is here; stays false when the client broke off. */
	complete: boolean;
	/** The body, when it was not multipart; null when there was none. */
	text: string | null;
	/** The body parsed, when it was JSON. */
	json?: unknown;
	/** The parts of a multipart body; null for any other body. */
	parts: ReceivedPart[] | null;
	/** Why the body could not be parsed; null when it could. */
	malformed: string | null;
	/** The operation of the contract it stands for; null when there is none. */
	operationId: string | null;
	/** The status that was answered; null while there is none, or when the line was cut before one. */
	status: number | null;
	/** Milliseconds since 1970 at the arrival of its headers. */
	receivedAt: number;
	/** Milliseconds since 1970 when its body was complete, or broke off; null until then. */
	endedAt: number | null;
	/**
	 * Whether the client closed the connection before it was sent the whole answer: while it uploaded, waited or read.
	 * False where the simulator broke it. A client that leaves with the last bytes on their way counts as answered.
	 */
	aborted: boolean;
}

/**
 * A fault, or any other answer, for some of the next requests that match. What is left out of it is as in real life: a
 * plan with no status, headers or body gives the answer of the real operation. Broken or truncated JSON, a 200 without
 * an id or a page of HTML are just a `body`.
 */
export interface PlannedAnswer {
	/** Any method when left out. */
	method?: string;
	/** The path below the base URL as the contract writes it: `/dials/{id}` matches any id. */
	path: string;
	/**
	 * How many matching requests pass this plan by before it takes effect; 0 when left out. A plan with `skip: N` concerns
	 * the N+1-th request that matches it, counted in order of arrival from when it was planned, whether or not other plans
	 * answer those before. So plans with skips count independently of each other. Where two plans concern one request the
	 * earlier plan has it, and the later one has the next.
	 */
	skip?: number;
	/** For how many requests, one after the other; 1 when left out. */
	times?: number;
	/** 200 when left out and headers or body are given. */
	status?: number;
	/** Such as Retry-After or Content-Type. */
	headers?: Record<string, string | string[]>;
	/** A string is sent as it is, as text unless a Content-Type says otherwise; anything else as JSON. */
	body?: unknown;
	/** How long to wait before answering, or before the hang-up or the stall. The operation has run by then. */
	delayMs?: number;
	/** The body of the answer goes out in ten pieces, or fewer when it is tiny, with this pause between them. */
	dripMs?: number;
	/**
	 * Breaks the connection:
	 * - `before-answer`: with a reset, when the request is wholly received. The operation runs only with `processFirst`.
	 * - `mid-answer`: after the headers and half of the body, which the client gets before the connection closes.
	 * - `mid-upload`: with a reset, as soon as `afterBytes` of the request's body have arrived, or at the end of a body
	 *   that is shorter. The operation never runs, and the record stays `complete: false`.
	 */
	hangUp?: 'before-answer' | 'mid-answer' | 'mid-upload';
	/** For `hangUp: 'mid-upload'` only; 1000 when left out. What comes with the last of them is received too. */
	afterBytes?: number;
	/**
	 * Never goes on, until the client leaves or the simulator is reset or stopped, which breaks the connection:
	 * - `before-answer`: nothing is answered. The operation runs only with `processFirst`.
	 * - `mid-answer`: after the headers and half of the body.
	 *
	 * Not together with `hangUp`.
	 */
	stall?: 'before-answer' | 'mid-answer';
	/** Runs the real operation first, so that its effects stay, and throws its answer away. */
	processFirst?: boolean;
}

/** How the simulator behaves. */
export interface Settings {
	/** What `GET /voices?name=` does; `partial` means names that contain it in any case of letters. */
	nameFilter: 'ignored' | 'partial' | 'exact';
	/** Most rows on a page, whatever `limit` says; null for no cap. */
	pageSize: number | null;
	/**
	 * How long after its creation a cloned voice is first listed by `GET /voices`. The answer to the clone, and the
	 * simulator's own list, have it at once; voices that are seeded are never late.
	 */
	listedAfterMs: number;
	/** The `voiceType` of voices that are cloned: the reference does not say what it is. */
	cloneVoiceType: string;
	/** What webhooks are signed with; null: they carry no signature. */
	webhookSecret: string | null;
	/** Whether calls go on only by `advance`, or by themselves. */
	clock: 'manual' | 'real';
	/** How many simulated milliseconds go by in a real one, while the clock runs by itself. */
	clockSpeed: number;
	/**
	 * Where the recordings made from now on are: at the API itself, which wants the key for them; on another host, which
	 * must not be sent it; or at the API, which redirects to a signed URL of the other host.
	 */
	recordingHost: 'api' | 'foreign' | 'redirect';
}

/** Where the simulator's two hosts are. */
export interface Origins {
	api: string;
	/** A host that is not the service's: it must never be sent the key. */
	foreign: string;
}

/** A request to the other host. */
export interface ForeignRequest {
	method: string;
	/** Path and query as sent. */
	url: string;
	headers: IncomingHttpHeaders;
	/** The Authorization header as sent; null, as it should be, when there was none. */
	authorization: string | null;
	/** The status that was answered. */
	status: number;
}

/** AIVoice of the contract. */
export interface Voice {
	id: string;
	name: string;
	voiceType: string;
	voiceTier: 'STANDARD' | 'PREMIUM';
	description: string;
}

/** A row of any resource. What answers do not tell of it is in it, too. */
export interface Row {
	id: string;
	/** The row of another resource that it belongs to, such as the agent of a prompt. */
	parentId?: string;
	[field: string]: unknown;
}

/** A phone number of the account. */
export interface PhoneNumber {
	id: string;
	number: string;
	type: 'PSTN' | 'SIP_USERNAME';
	/** The agent that it is linked to. */
	agentId: string | null;
}

/** An agent, with as much of it as the simulator itself reads. */
export interface Agent extends Row {
	name: string;
	language: string;
	defaultVoiceId?: string;
	defaultVersionedPromptId?: string;
	defaultExtractorId?: string | null;
	linkedFunctionDefinitions?: LinkedFunction[];
	inboundWebhookUrl?: string;
	inboundWebhookResponse?: boolean;
}

/** LinkedFunction of the contract. */
export interface LinkedFunction {
	functionDefinitionId: string;
	lifecycleMessagesOverride?: { started: string[] };
}
