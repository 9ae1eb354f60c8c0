/** What an event tells besides its name. */
export interface EventPayload {
	dial_id: string;
	[field: string]: unknown;
}

/** A request that the simulator sent to a webhook. It is sent once, whatever the answer. */
export interface Delivery {
	url: string;
	/** The event's name, `function.call` for a function call; null when it was sent as none. */
	event: string | null;
	dialId: string | null;
	/** What was sent, as text; no more than its first 20,000 characters. */
	body: string;
	/** Bytes of the body that was sent. */
	bytes: number;
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

/** How a delivery is signed: as the service would, in any case, not at all, or under another secret. */
export type Signing = true | false | 'wrong';

/** Anything that a test sends to an address, true to the service or not. */
export interface OddDelivery {
	url: string;
	/** Wrapped with the payload as the service does it; not together with a body. */
	event?: string;
	payload?: unknown;
	/** Sent as it is, instead of an event. */
	body?: string;
	/** As body, for bytes that are no text. */
	bodyBase64?: string;
	/**
	 * When left out it is signed if the settings have a secret. True is refused without a secret; `wrong` has the right
	 * form and another secret.
	 */
	sign?: Signing;
	/** `application/json` when left out; null sends none. */
	contentType?: string | null;
	/** Further headers; they go over those of the simulator. */
	headers?: Record<string, string>;
	/** How often it is sent; once when left out. */
	times?: number;
	/** How many are under way at the same time; 1 when left out. */
	concurrency?: number;
}

/** A function call of an agent. */
export interface FunctionCall {
	/** The function's own address. */
	url: string;
	dialId: string;
	params: unknown;
	/** As in an odd delivery. */
	sign?: Signing;
}
