import type { IDataObject } from 'n8n-workflow';

/** What is known of something that an item was to create. */
export interface Entry {
	runIndex: number;
	itemIndex: number;
	/** What the user calls it: the name of a voice, say. */
	name: string;
	/**
	 * `created`: the service has made it. `found`: it was there already, and is used instead of a new one. `inDoubt`: the
	 * request was sent, and what became of it is not known. `done`: nothing was made, but it cannot be done a second time.
	 */
	state: 'created' | 'found' | 'inDoubt' | 'done';
	/** The service's answer; undefined while it is in doubt. */
	json?: IDataObject;
	/** Where the events of a call go, as the service was told; undefined where it was told nothing. */
	eventsGoTo?: string;
}

/** Something that this execution has created, for the user and for error workflows. */
export interface Created {
	itemIndex: number;
	name: string;
	id: string;
}

type Entries = Record<string, Entry>;

/**
 * What an execution has created. n8n runs the node again for all items when a try has failed (Retry On Fail, Retry in
 * the list of executions); it keeps the node's context then, in which this is written down, so that nothing is created
 * twice. Items are told apart by the run (in a loop the node runs many times) and by their place in it.
 */
export class Ledger {
	private readonly entries: Entries;

	private readonly byName = new Map<string, Set<Entry>>();

	private readonly runIndex: number;

	/** Whether n8n keeps this for another try. */
	readonly isKept: boolean;

	/**
	 * `context` is the node's context of the execution, undefined where n8n keeps none; `kind` what is created, such as
	 * `voice.clone`.
	 */
	constructor(context: IDataObject | undefined, kind: string, runIndex: number) {
		this.isKept = context !== undefined;
		this.runIndex = runIndex;
		const kinds = ((context ?? {}).created ??= {}) as Record<string, Entries>;
		this.entries = kinds[kind] ??= {};
		for (const entry of Object.values(this.entries)) this.index(entry);
	}

	/** What is known of the item in this run; undefined if nothing was sent for it. */
	find(itemIndex: number): Entry | undefined {
		return this.entries[this.keyOf(itemIndex)];
	}

	/** All that has this name, of whatever item and run of the execution. */
	named(name: string): Entry[] {
		return [...(this.byName.get(name) ?? [])];
	}

	/** Writes down what became of an item, in place of what was known of it. */
	write(itemIndex: number, entry: Omit<Entry, 'runIndex' | 'itemIndex'>): void {
		const before = this.find(itemIndex);
		if (before !== undefined) this.byName.get(before.name)?.delete(before);
		const written = { runIndex: this.runIndex, itemIndex, ...entry };
		this.entries[this.keyOf(itemIndex)] = written;
		this.index(written);
	}

	/** What was created in this run, in the order of the items, by an earlier try too. */
	created(): Created[] {
		return Object.values(this.entries)
			.filter(({ state, runIndex }) => state === 'created' && runIndex === this.runIndex)
			.map(({ itemIndex, name, json }) => ({ itemIndex, name, id: idOf(json) }))
			.sort((one, other) => one.itemIndex - other.itemIndex);
	}

	private keyOf(itemIndex: number): string {
		return `${this.runIndex}:${itemIndex}`;
	}

	private index(entry: Entry): void {
		const known = this.byName.get(entry.name) ?? new Set();
		this.byName.set(entry.name, known.add(entry));
	}
}

/** The service calls the id of a call `dialId` where it answers to its creation. */
function idOf(json: IDataObject | undefined): string {
	return String(json?.id ?? json?.dialId ?? '');
}
