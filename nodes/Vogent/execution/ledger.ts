import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { ApiCaller } from '../transport/caller';
import { readConnection } from '../transport/connection';
import { normalizeName } from './names';

/** What is known of something that an item was to create. */
export interface Entry {
	runIndex: number;
	itemIndex: number;
	/** What the user calls it: the name of a voice, say. */
	name: string;
	/** What it was called in earlier tries, whose outcome is unknown as well. */
	earlierNames?: string[];
	/** In which account it is; left out where nobody asks for it. */
	account?: string;
	/**
	 * `created`: the service has made it. `found`: it was there already, and is used instead of a new one. `inDoubt`: the
	 * request was sent, and what became of it is not known. `done`: nothing was made, but it cannot be done a second time.
	 */
	state: 'created' | 'found' | 'inDoubt' | 'done';
	/** The service's answer; undefined while the outcome is unknown. */
	json?: IDataObject;
	/** Where the events of a call go, as the service was told; undefined where it was told nothing. */
	eventsGoTo?: string;
}

/** Something that this execution has created, for the user and for error workflows. */
export interface Created {
	/** The run of the node, where it is another one: an earlier round of a loop. */
	runIndex?: number;
	itemIndex: number;
	name: string;
	id: string;
}

type Entries = Record<string, Entry>;

type NameIndex = Map<string, Set<Entry>>;

/** One for all runs of the node, which may run side by side. */
const indexes = new WeakMap<Entries, NameIndex>();

/**
 * What an execution has created. n8n runs the node again for all items when a try has failed (Retry On Fail, Retry in
 * the list of executions); it keeps the node's context then, in which this is written down, so that nothing is created
 * twice. Items are told apart by the run (in a loop the node runs many times) and by their place in it.
 */
export class Ledger {
	private readonly entries: Entries;

	private readonly byName: NameIndex;

	private readonly runIndex: number;

	/** Whether n8n keeps this for another try. */
	readonly isPersistent: boolean;

	/** What is created, such as `voice`. */
	readonly kind: string;

	/** `memory` is the node's context of the execution, `isPersistent` false where n8n keeps none. */
	constructor(memory: IDataObject, kind: string, runIndex: number, isPersistent = true) {
		this.isPersistent = isPersistent;
		this.kind = kind;
		this.runIndex = runIndex;
		this.entries = kindsIn(memory)[kind] ??= {};
		const known = indexes.get(this.entries);
		this.byName = known ?? new Map();
		if (known !== undefined) return;
		indexes.set(this.entries, this.byName);
		for (const entry of Object.values(this.entries)) this.index(entry);
	}

	/**
	 * What is known of the item in this run; undefined if nothing was sent for it. For a tool, of what it was asked for
	 * instead, in whatever run: to n8n each call of a tool and each try is a run, and a retry counts them anew.
	 */
	find(itemIndex: number, asked?: string): Entry | undefined {
		return this.entries[this.keyOf(itemIndex, asked)];
	}

	/** All that has this name, of whatever item and run of the execution. */
	named(name: string): Entry[] {
		return [...(this.byName.get(normalizeName(name)) ?? [])];
	}

	/** Writes down what became of an item, or of what a tool was asked for, in place of what was known of it. */
	write(itemIndex: number, entry: Omit<Entry, 'runIndex' | 'itemIndex'>, asked?: string): void {
		const before = this.find(itemIndex, asked);
		if (before !== undefined) for (const known of this.allOfItsNames(before)) known.delete(before);
		const written = { runIndex: this.runIndex, itemIndex, ...entry };
		this.entries[this.keyOf(itemIndex, asked)] = written;
		this.index(written);
	}

	private keyOf(itemIndex: number, asked = `${this.runIndex}:${itemIndex}`): string {
		return asked;
	}

	private index(entry: Entry): void {
		for (const known of this.allOfItsNames(entry)) known.add(entry);
	}

	private allOfItsNames({ name, earlierNames = [] }: Entry): Array<Set<Entry>> {
		return [name, ...earlierNames].map(normalizeName).map((key) => {
			const known = this.byName.get(key) ?? new Set();
			this.byName.set(key, known);
			return known;
		});
	}
}

/**
 * All that the execution has created, or whose outcome is unknown, by earlier tries and in other runs, too. In the
 * order of runs and items, this run first: n8n loses its output.
 */
export function listEntries(
	memory: IDataObject,
	wanted: 'created' | 'inDoubt',
	currentRun: number,
): Created[] {
	return Object.values(kindsIn(memory))
		.flatMap((entries) => Object.values(entries))
		.filter(({ state }) => state === wanted)
		.sort(
			(one, other) =>
				Number(one.runIndex !== currentRun) - Number(other.runIndex !== currentRun) ||
				one.runIndex - other.runIndex ||
				one.itemIndex - other.itemIndex,
		)
		.map(({ runIndex, itemIndex, name, json }) => ({
			...(runIndex === currentRun ? {} : { runIndex }),
			itemIndex,
			name,
			id: idOf(json),
		}));
}

function kindsIn(memory: IDataObject): Record<string, Entries> {
	return (memory.created ??= {}) as Record<string, Entries>;
}

/** The service calls the id of a call `dialId` where it answers to its creation. */
function idOf(json: IDataObject | undefined): string {
	return String(json?.id ?? json?.dialId ?? '');
}

/**
 * What tells apart the accounts that the items of one execution may have: too short a hash to tell the key. Throws what
 * `readConnection` throws.
 */
export async function accountOf(caller: ApiCaller): Promise<string> {
	const { baseUrl, apiKey } = await readConnection(caller);
	return createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex').slice(0, 8);
}

/** Writes down what became of an item that has asked the service, or of what a tool was asked for. */
export async function record(
	item: ApiCaller & { ledger: Ledger },
	entry: Omit<Entry, 'runIndex' | 'itemIndex' | 'account'>,
	asked?: string,
): Promise<void> {
	item.ledger.write(item.itemIndex, { ...entry, account: await accountOf(item) }, asked);
}
