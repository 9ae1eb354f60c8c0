import type { PlannedAnswer, ReceivedRequest, Settings } from './records.mts';
import { Traffic } from './traffic.mts';

/** All that the simulator knows. A reset puts a new one in its place. */
export class State {
	settings: Settings = {
		nameFilter: 'partial',
		pageSize: null,
		repeatCursor: false,
		slowListMs: 0,
		listedAfterMs: 0,
	};
	requests: ReceivedRequest[] = [];
	plan: PlannedAnswer[] = [];
	readonly traffic = new Traffic();
}

/** The rows of one resource: seeded anew for each state, so that resets need to know no resource. */
export class Collection<Row> {
	readonly #seed: () => Row[];
	readonly #rows = new WeakMap<State, Row[]>();

	constructor(seed: () => Row[]) {
		this.#seed = seed;
	}

	/** Gives the rows as they now are; changing the array changes the state. */
	in(state: State): Row[] {
		const rows = this.#rows.get(state) ?? this.#seed();
		this.#rows.set(state, rows);
		return rows;
	}
}
