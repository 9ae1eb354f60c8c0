import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { excerpt } from '../text/displayText';
import { reasonOf, type VogentError } from '../transport/errors';
import { listIds, pollByName, type Named } from './findNamed';
import type { Entry } from './ledger';
import type { ItemRun } from './run';

interface Found {
	name: string;
	json: IDataObject;
}

/** Something that was sent to be created, and whose outcome is unknown. */
export class LostCreation {
	private readonly item: ItemRun;

	private readonly named: Named;

	private readonly error: VogentError;

	/** What it may be called by now: as the user calls it, and as they did in earlier tries. */
	private readonly names: Set<string>;

	/** `error`: that of the last try; left out where the tries before this one have left it unknown. */
	constructor(item: ItemRun, named: Named, earlier: Entry[], error = unknownSinceEarlier(item)) {
		this.item = item;
		this.named = named;
		this.error = error;
		const before = earlier.flatMap(({ name, earlierNames = [] }) => [name, ...earlierNames]);
		this.names = new Set([named.name, ...before]);
	}

	/** What else it may be called, for the ledger. */
	get earlierNames(): string[] | undefined {
		const others = [...this.names].filter((name) => name !== this.named.name);
		return others.length === 0 ? undefined : others;
	}

	/**
	 * Looks for it by its names. Gives undefined where it is not there, and `mayTryAgain`. Throws its error where the names
	 * do not tell, where several have them, or where the user has stopped the execution; with what the service has by then.
	 */
	async find(mayTryAgain: boolean): Promise<Found | undefined> {
		const { settleSeconds } = this.named;
		if (this.named.listNamed === undefined || this.isStopped()) throw this.error;
		const found = await this.list(settleSeconds ?? 0);
		const isTold = settleSeconds !== undefined && found.length < 2;
		if (isTold && this.isStopped()) throw this.error;
		if (isTold && (found.length === 1 || mayTryAgain)) return found[0];
		const ids = listIds(found.map(({ json }) => json));
		throw this.errorWith(
			found.length === 0
				? `Vogent lists no ${this.item.ledger.kind} named ${this.quotedNames()} so far.`
				: `Vogent now lists under the name ${this.quotedNames()}: ${ids}`,
		);
	}

	/** What has one of the names, looked for until there is something or the time is over. */
	private async list(seconds: number): Promise<Found[]> {
		try {
			return await pollByName(this.item, async () => await this.listOnce(), seconds);
		} catch (error) {
			const what = `a ${this.item.ledger.kind} named ${this.quotedNames()}`;
			throw this.errorWith(`Whether Vogent lists ${what} is not known: ${reasonOf(error)}.`);
		}
	}

	private async listOnce(): Promise<Found[]> {
		const found = new Map<unknown, Found>();
		for (const name of this.names) {
			const listed = (await this.named.listNamed?.(name)) ?? [];
			for (const json of listed) found.set(json.id, { name, json });
		}
		return [...found.values()];
	}

	private isStopped(): boolean {
		return this.item.context.getExecutionCancelSignal()?.aborted === true;
	}

	private errorWith(advice: string): VogentError {
		this.error.description = `${this.error.description ?? ''} ${advice}`.trim();
		return this.error;
	}

	private quotedNames(): string {
		return [...this.names].map((name) => `"${excerpt(name)}"`).join(' or ');
	}
}

function unknownSinceEarlier({ context, itemIndex, ledger }: ItemRun): VogentError {
	const error = new NodeOperationError(
		context.getNode(),
		`An earlier try of this execution may have created this ${ledger.kind}, so it was not sent again`,
		{
			itemIndex,
			description: `Check in Vogent whether the ${ledger.kind} exists. If it does not, start a new execution.`,
		},
	);
	error.context.mayExist = true;
	return error;
}
