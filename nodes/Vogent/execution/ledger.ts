import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { ApiCaller } from '../transport/caller';
import { readConnection } from '../transport/credential';
import { normalizeName } from './names';

/** Something that an item was to create. */
export interface Entry {
	runIndex: number;
	itemIndex: number;
	/** The user's name for it, such as that of a voice. */
	name: string;
	/** Its names in earlier tries, whose outcome is unknown, too. */
	earlierNames?: string[];
	/** The account it is in, if that matters. */
	account?: string;
	/**
	 * `created` by the service; `found` there, and used instead; `inDoubt`: the request was sent, and its outcome is unknown;
	 * `done`: nothing was created, but it cannot be done twice.
	 */
	state: 'created' | 'found' | 'inDoubt' | 'done';
	/** The service's answer, once it is known. */
	json?: IDataObject;
	/** How many calls it stands for, if not one. */
	calls?: number;
	/** The idempotency key of a call, if any. */
	idempotencyKey?: string;
	/** The webhook for the events of a call, if any. */
	eventsGoTo?: string;
}

/** Something that this execution has created, for the user and for error workflows. */
export interface Created {
	/** If it is another run of the node, such as an earlier round of a loop. */
	runIndex?: number;
	itemIndex: number;
	name: string;
	id: string;
}

type Entries = Record<string, Entry>;

type NameIndex = Map<string, Set<Entry>>;

/** Shared by all runs of the node, which may be parallel. */
const indexes = new WeakMap<Entries, NameIndex>();

const reserved = new WeakMap<Entries, number>();

/**
 * Remembers what an execution has created. After a failure, n8n may run the node again for all items (Retry On Fail, Retry
 * in the list of executions). It keeps the node's context, where this is stored, so that nothing is created twice. Items
 * are identified by the run (a loop has many) and their index.
 */
export class Ledger {
	private readonly entries: Entries;

	private readonly byName: NameIndex;

	private readonly runIndex: number;

	/** Whether n8n keeps it for another try. */
	readonly isPersistent: boolean;

	/** Such as `voice`. */
	readonly kind: string;

	/** `memory` is the node's context, `isPersistent` false if n8n keeps none. */
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
	 * The entry of an item in this run, if anything was sent for it. For a tool, that of what it was asked for, in any run: in
	 * n8n every call and every try of a tool is a run, and a retry counts them anew.
	 */
	find(itemIndex: number, asked?: string): Entry | undefined {
		return this.entries[this.keyOf(itemIndex, asked)];
	}

	/** All entries of the execution with this name. */
	named(name: string): Entry[] {
		return [...(this.byName.get(normalizeName(name)) ?? [])];
	}

	/** What the other runs of this execution have created, or may have created. */
	ofOtherRuns(): Entry[] {
		return Object.values(this.entries).filter(({ runIndex }) => runIndex !== this.runIndex);
	}

	/** Counts calls that are about to be made, and gives how many were counted before: tools run at the same time. */
	reserve(calls: number): number {
		const before = reserved.get(this.entries) ?? 0;
		reserved.set(this.entries, before + calls);
		return before;
	}

	/** Replaces the entry of an item, or of what a tool was asked for. */
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

/** Includes earlier tries and other runs; this run first, since n8n loses its output. */
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

/** Creating a call returns its ID as `dialId`. */
function idOf(json: IDataObject | undefined): string {
	return String(json?.id ?? json?.dialId ?? '');
}

/** Tells accounts apart, by a hash too short to reveal the key. Throws what `readConnection` throws. */
export async function accountOf(caller: ApiCaller): Promise<string> {
	const { baseUrl, apiKey } = await readConnection(caller);
	return createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex').slice(0, 8);
}

/** Remembers an item, or what a tool was asked for, in its account. */
export async function record(
	item: ApiCaller & { ledger: Ledger },
	entry: Omit<Entry, 'runIndex' | 'itemIndex' | 'account'>,
	asked?: string,
): Promise<void> {
	item.ledger.write(item.itemIndex, { ...entry, account: await accountOf(item) }, asked);
}
