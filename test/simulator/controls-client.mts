import type {
	Agent,
	AgentSeed,
	AgentWithHidden,
	EvalConfig,
	EvalConfigSeed,
	ForeignRequest,
	PhoneNumber,
	PhoneNumberSeed,
	PlannedAnswer,
	ReceivedRequest,
	Settings,
	Voice,
	VoiceSeed,
} from './records.mts';

/** The simulator's controls for requests and for what there is. Every method throws when it refuses or is gone. */
export class ControlsClient {
	/** Where they are. */
	readonly controlUrl: string;

	constructor(controlUrl: string) {
		this.controlUrl = controlUrl;
	}

	/** Gives all requests to the API since the start, the last reset or the last clearRequests, in order. */
	async requests(): Promise<ReceivedRequest[]> {
		return (await this.control('GET', '/requests')) as ReceivedRequest[];
	}

	/**
	 * Gives the most API requests that were under way at the same time since the last reset: to this path, as the contract
	 * writes it, or to any when it is left out. A request is under way from the arrival of its headers until the whole
	 * answer is sent or the connection is gone.
	 */
	async maxConcurrency(path?: string): Promise<number> {
		const query = path === undefined ? '' : `?${new URLSearchParams({ path }).toString()}`;
		return (await this.control('GET', `/max-concurrency${query}`)) as number;
	}

	/** Forgets the requests and nothing else. */
	async clearRequests(): Promise<void> {
		await this.control('DELETE', '/requests');
	}

	/** Gives all requests to the host that is not the service's, in order. */
	async foreignRequests(): Promise<ForeignRequest[]> {
		return (await this.control('GET', '/foreign-requests')) as ForeignRequest[];
	}

	/** Gives all voices there are, unpaged. */
	async voices(): Promise<Voice[]> {
		return (await this.control('GET', '/voices')) as Voice[];
	}

	/** Adds voices; gives them with what was filled in. */
	async seedVoices(seeds: VoiceSeed[]): Promise<Voice[]> {
		return (await this.control('POST', '/voices', seeds)) as Voice[];
	}

	/** Gives all agents with what the API does not tell of them, such as `inboundWebhookUrl`, in `hidden`. */
	async agents(): Promise<AgentWithHidden[]> {
		return (await this.control('GET', '/agents')) as AgentWithHidden[];
	}

	/** Adds agents; gives them with what was filled in. */
	async seedAgents(seeds: AgentSeed[]): Promise<Agent[]> {
		return (await this.control('POST', '/agents', seeds)) as Agent[];
	}

	/** Adds phone numbers; gives them with what was filled in. */
	async seedPhoneNumbers(seeds: PhoneNumberSeed[]): Promise<PhoneNumber[]> {
		return (await this.control('POST', '/phone-numbers', seeds)) as PhoneNumber[];
	}

	/** Adds evaluation configs, which the API cannot do as far as it is known; gives them with what was filled in. */
	async seedEvalConfigs(seeds: EvalConfigSeed[]): Promise<EvalConfig[]> {
		return (await this.control('POST', '/eval-configs', seeds)) as EvalConfig[];
	}

	/** Changes some settings; gives all of them. */
	async settings(changes: Partial<Settings>): Promise<Settings> {
		return (await this.control('POST', '/settings', changes)) as Settings;
	}

	/** Queues an answer for the next requests that match. Earlier plans go first. */
	async plan(planned: PlannedAnswer): Promise<void> {
		await this.control('POST', '/plan', planned);
	}

	/**
	 * Makes the API refuse connections from when this returns, for so many milliseconds; what is under way is broken off.
	 * Then the same port answers again and knows all it knew. Called again meanwhile it lasts until both times are over.
	 * The simulator's own controls answer all the while.
	 */
	async refuse(ms: number): Promise<void> {
		await this.control('POST', '/refuse', { ms });
	}

	/**
	 * Back to the start: stock voices, no requests, no plans, no calls, no deliveries, default settings. It ends a refusal,
	 * and breaks connections that are stalled, and deliveries that are under way.
	 */
	async reset(): Promise<void> {
		await this.control('POST', '/reset');
	}

	/** Gives the bytes of memory that the simulator's process holds. */
	async memory(): Promise<NodeJS.MemoryUsage> {
		const health = (await this.control('GET', '/health')) as { memory: NodeJS.MemoryUsage };
		return health.memory;
	}

	protected async control(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await fetch(this.controlUrl + path, {
			method,
			...(body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return JSON.parse(text);
	}
}
