import { Clock } from './clock.mts';
import type { CallPlan, Delivery } from './dials/records.mts';
import type {
	ForeignRequest,
	Origins,
	PlannedAnswer,
	ReceivedRequest,
	Settings,
} from './records.mts';
import { Traffic } from './traffic.mts';

/** All that the simulator knows. A reset puts a new one in its place. */
export class State {
	settings: Settings = {
		nameFilter: 'partial',
		pageSize: null,
		listedAfterMs: 0,
		cloneVoiceType: '',
		webhookSecret: null,
		clock: 'manual',
		clockSpeed: 1,
		recordingHost: 'api',
	};
	requests: ReceivedRequest[] = [];
	plan: PlannedAnswer[] = [];
	readonly traffic = new Traffic();
	readonly clock = new Clock();
	readonly callPlans: CallPlan[] = [];
	readonly deliveries: Delivery[] = [];
	readonly foreignRequests: ForeignRequest[] = [];
	readonly origins: Origins;
	readonly #over = new AbortController();

	constructor(origins: Origins) {
		this.origins = origins;
	}

	/** Fires when nothing of it matters any more. */
	get over(): AbortSignal {
		return this.#over.signal;
	}

	/** Stops its clock, and breaks off the deliveries that are under way. */
	end(): void {
		this.clock.stop();
		this.#over.abort();
	}
}

/** The rows of one resource: seeded anew for each state, so that resets need to know no resource. */
export class Collection<Row> {
	readonly #seed: () => Row[];
	readonly #rows = new WeakMap<State, Row[]>();

	constructor(seed: () => Row[]) {
		this.#seed = seed;
	}

	/** Returns the rows as they now are; changing the array changes the state. */
	in(state: State): Row[] {
		const rows = this.#rows.get(state) ?? this.#seed();
		this.#rows.set(state, rows);
		return rows;
	}
}
