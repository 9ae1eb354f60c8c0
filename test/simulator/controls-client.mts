import type {
	CallPlan,
	Delivery,
	InboundCall,
	InboundOutcome,
	OddDelivery,
	PlacedCall,
} from './dials/records.mts';
import type {
	Agent,
	ForeignRequest,
	PhoneNumber,
	PlannedAnswer,
	ReceivedRequest,
	Row,
	Settings,
	Voice,
} from './records.mts';

/** The simulator's controls. Every method throws when it refuses or is gone. */
export class ControlsClient {
	readonly #url: string;

	constructor(controlUrl: string) {
		this.#url = controlUrl;
	}

	/** Returns all requests to the API since the start, the last reset or the last clearRequests, in order. */
	async requests(): Promise<ReceivedRequest[]> {
		return await this.#control('GET', '/requests');
	}

	/**
	 * Returns the most API requests that were under way at the same time since the last reset: to this path, as the contract
	 * writes it, or to any when it is left out. A request is under way from the arrival of its headers until the whole
	 * answer is sent or the connection is gone.
	 */
	async maxConcurrency(path?: string): Promise<number> {
		const query = path === undefined ? '' : `?${new URLSearchParams({ path }).toString()}`;
		return await this.#control('GET', `/max-concurrency${query}`);
	}

	/** Forgets the requests and nothing else. */
	async clearRequests(): Promise<void> {
		await this.#control('DELETE', '/requests');
	}

	/** Returns all requests to the host that is not the service's, in order. */
	async foreignRequests(): Promise<ForeignRequest[]> {
		return await this.#control('GET', '/foreign-requests');
	}

	/** Returns all voices there are, unpaged. */
	async voices(): Promise<Voice[]> {
		return await this.#control('GET', '/rows?resource=/voices');
	}

	/** Returns all agents with what the API does not tell of them, such as `inboundWebhookUrl`. */
	async agents(): Promise<Agent[]> {
		return await this.#control('GET', '/rows?resource=/agents');
	}

	/** Adds voices; returns them with what was filled in. */
	async seedVoices(seeds: Array<Partial<Voice>>): Promise<Voice[]> {
		return await this.#control('POST', '/rows?resource=/voices', seeds);
	}

	/** Adds phone numbers; returns them with what was filled in. */
	async seedPhoneNumbers(seeds: Array<Partial<PhoneNumber>>): Promise<PhoneNumber[]> {
		return await this.#control('POST', '/rows?resource=/phone_numbers', seeds);
	}

	/** Adds evaluation configs; returns them with what was filled in. */
	async seedEvalConfigs(seeds: Array<Partial<Row>>): Promise<Row[]> {
		return await this.#control('POST', '/rows?resource=/eval_configs', seeds);
	}

	/** Changes some settings; returns all of them. */
	async settings(changes: Partial<Settings>): Promise<Settings> {
		return await this.#control('POST', '/settings', changes);
	}

	/** Queues an answer for the next requests that match. Earlier plans go first. */
	async plan(planned: PlannedAnswer): Promise<void> {
		await this.#control('POST', '/plan', planned);
	}

	/**
	 * Makes the API refuse connections from when this returns, for so many milliseconds; what is under way is broken off.
	 * Then the same port answers again and knows all it knew. The simulator's own controls answer all the while.
	 */
	async refuse(ms: number): Promise<void> {
		await this.#control('POST', '/refuse', { ms });
	}

	/**
	 * Back to the start: no requests, plans, calls or deliveries, and default settings. It ends a refusal, and breaks
	 * connections that are stalled, and deliveries that are under way.
	 */
	async reset(): Promise<void> {
		await this.#control('POST', '/reset');
	}

	/** Plans how the next calls go. It concerns calls that begin after it, and goes before earlier plans. */
	async planCalls(plan: CallPlan): Promise<void> {
		await this.#control('POST', '/call-plans', plan);
	}

	/** Returns the calls that were placed or came in since the start or the last reset, in order, as they now are. */
	async calls(): Promise<PlacedCall[]> {
		return await this.#control('GET', '/calls');
	}

	/**
	 * Moves the clock by so many milliseconds: what is due happens in order, each webhook being waited for, half a minute
	 * at most. Returns what was delivered meanwhile. With 0 what is due now happens, such as the creation of a call being
	 * told. Throws when the clock runs by itself (`settings({ clock: 'real' })`).
	 */
	async advance(ms: number): Promise<Delivery[]> {
		return await this.#control('POST', '/advance', { ms });
	}

	/** Returns all that was sent to webhooks since the start or the last reset, also what has no answer yet. */
	async deliveries(): Promise<Delivery[]> {
		return await this.#control('GET', '/deliveries');
	}

	/** Sends anything to any address, and returns what came of it, one record for each time. */
	async deliver(odd: OddDelivery): Promise<Delivery[]> {
		return await this.#control('POST', '/deliver', odd);
	}

	/**
	 * Has a call come in: asks the agent's `inboundWebhookUrl`, for three real seconds at most. The call then goes on with
	 * the clock as planned.
	 */
	async inboundCall(inbound: InboundCall): Promise<InboundOutcome> {
		return await this.#control('POST', '/inbound-calls', inbound);
	}

	async #control<Result>(method: string, path: string, body?: unknown): Promise<Result> {
		const response = await fetch(this.#url + path, {
			method,
			...(body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return JSON.parse(text) as Result;
	}
}
