import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { excerpt } from '../text/displayText';
import { truncateList } from '../text/truncateList';
import { reasonOf, type VogentError } from '../transport/errors';
import { sendRequest, type ApiRequest } from '../transport/request';
import { abortableSleep } from '../transport/throttle';
import { record } from './account';
import { isTool } from './isTool';
import type { Entry } from './ledger';
import type { ItemRun } from './run';
import { alreadyCreatedNote, fingerprint } from './toolCalls';

const FIRST_POLL_MS = 500;
const LAST_POLL_MS = 4000;

/** Something that must not be created twice. */
export interface Creation {
	/** What the user calls it. */
	name: string;
	/** Makes the request; called when it is certain that it has to be sent, of a tool before. */
	request: () => Promise<ApiRequest>;
	/** Lists what has a name in the service; left out where there is no such list. */
	listNamed?: (name: string) => Promise<IDataObject[]>;
	/**
	 * How long a lost creation is looked for by its name, before it is tried again. Left out where the name does not tell:
	 * then it is never tried again.
	 */
	settleSeconds?: number;
	/** Makes what goes on of the answer, and what the ledger keeps; the answer itself if left out. */
	present?: (answer: IDataObject) => IDataObject;
	/** How many calls it makes, where that is not one: the ledger keeps it. */
	calls?: number;
	/** Where the events of a call go: the ledger keeps it. */
	eventsGoTo?: string;
}

/** A lost creation: what it may be called by now, and how to look for it. */
interface Lost extends Pick<Creation, 'settleSeconds'> {
	names: Set<string>;
	list?: () => Promise<Found[]>;
}

interface Found {
	name: string;
	json: IDataObject;
}

/**
 * Creates something for an item, and writes it down in the execution's ledger. Where the outcome of a request is
 * unknown, it is not sent again blindly, also when n8n runs the node again: it is looked for by its name first, and by
 * those of earlier tries, or the error says that it may exist, and which of that name there are. A tool is given what it
 * has created with the same fields before. Throws that error, and what `apiRequest` throws.
 */
export async function createOnce(item: ItemRun, creation: Creation): Promise<IDataObject> {
	const { context, ledger, itemIndex, settings } = item;
	const { name, eventsGoTo, calls, present = (answer) => answer } = creation;
	const budget = { left: settings.maxTries };
	assertRetrySafe(item);
	let request: ApiRequest | undefined;
	let asked: string | undefined;
	if (isTool(context.getNode())) {
		await item.lockName(name);
		request = await creation.request();
		asked = fingerprint(request);
		const json = ledger.find(itemIndex, asked)?.json;
		if (json !== undefined) return { ...json, note: alreadyCreatedNote(ledger.kind) };
	}
	const earlier = unknownEntries(item, name);
	const lost = lostOf(creation, earlier);
	let lastError = earlier.length > 0 ? earlierOutcomeUnknown(item) : undefined;
	for (;;) {
		if (lastError !== undefined) {
			const found = await settle(item, lost, lastError);
			if (found !== undefined) {
				item.hint(
					`Vogent's answer was lost, but the ${ledger.kind} was created and found by its name`,
					`item ${itemIndex}: ${found.name}`,
				);
				const json = present(found.json);
				const entry = { name: found.name, state: 'created', json: { ...json }, calls } as const;
				await record(item, entry, asked);
				return json;
			}
			if (budget.left < 1) throw await withListing(item, lost, lastError);
		}
		request ??= await creation.request();
		const result = await sendRequest(item, { ...request, creates: ledger.kind, budget });
		if ('answer' in result) {
			const json = present(result.answer);
			await record(item, { name, state: 'created', json: { ...json }, eventsGoTo, calls }, asked);
			return json;
		}
		if (!result.failure.outcomeUnknown) throw result.failure.error;
		const earlierNames = [...lost.names].filter((other) => other !== name);
		const others = earlierNames.length === 0 ? {} : { earlierNames };
		await record(item, { name, ...others, state: 'inDoubt', calls }, asked);
		lastError = result.failure.error;
	}
}

/** What earlier tries have sent, and what became of it is not known. To a tool the name tells which these are. */
function unknownEntries({ context, ledger, itemIndex }: ItemRun, name: string): Entry[] {
	const known = isTool(context.getNode()) ? ledger.named(name) : [ledger.find(itemIndex)];
	return known.flatMap((entry) => (entry?.state === 'inDoubt' ? [entry] : []));
}

function lostOf({ name, listNamed, settleSeconds }: Creation, entries: Entry[]): Lost {
	const names = new Set([name]);
	for (const entry of entries) {
		for (const earlier of [entry.name, ...(entry.earlierNames ?? [])]) names.add(earlier);
	}
	if (listNamed === undefined) return { names };
	const list = async () => {
		const found = new Map<unknown, Found>();
		for (const each of names) {
			for (const json of await listNamed(each)) found.set(json.id, { name: each, json });
		}
		return [...found.values()];
	};
	return { names, list, settleSeconds };
}

/**
 * Looks for what may have been created. Gives undefined where it is not there, so that it may be tried again. Throws
 * `lastError` where that cannot be known.
 */
async function settle(
	item: ItemRun,
	lost: Lost,
	lastError: VogentError,
): Promise<Found | undefined> {
	const { list, settleSeconds } = lost;
	if (list === undefined || settleSeconds === undefined || isStopped(item)) {
		throw await withListing(item, lost, lastError);
	}
	let found: Found[];
	try {
		found = await pollByName(item, list, settleSeconds);
	} catch (error) {
		throw withAdvice(lastError, cannotAsk(item, lost, error));
	}
	if (found.length > 1) throw withAdvice(lastError, listedUnder(lost, found));
	if (isStopped(item)) throw lastError;
	return found[0];
}

/** Lists again and again, until there is something or the time is over. Throws what `list` throws. */
export async function pollByName<Row>(
	{ context }: ItemRun,
	list: () => Promise<Row[]>,
	seconds: number,
): Promise<Row[]> {
	const stop = context.getExecutionCancelSignal();
	const end = performance.now() + seconds * 1000;
	for (let wait = FIRST_POLL_MS; ; wait = Math.min(wait * 2, LAST_POLL_MS)) {
		const found = await list();
		const left = end - performance.now();
		if (found.length > 0 || left <= 0 || stop?.aborted) return found;
		await abortableSleep(Math.min(wait, left), stop);
	}
}

/** The one that has the name; undefined if none has. Throws a NodeOperationError where several have it. */
export function expectSingle(
	{ context, itemIndex, ledger }: ItemRun,
	name: string,
	found: IDataObject[],
): IDataObject | undefined {
	if (found.length > 1) {
		const message = `Vogent has ${found.length} ${ledger.kind}s named "${excerpt(name)}"`;
		throw new NodeOperationError(context.getNode(), message, {
			itemIndex,
			description: `None of them was picked: ${listIds(found)}. Use the ID of the right one, or another name.`,
		});
	}
	return found[0];
}

function isStopped({ context }: ItemRun): boolean {
	return context.getExecutionCancelSignal()?.aborted === true;
}

/** The error with what the service has under this name now. */
async function withListing(
	item: ItemRun,
	lost: Lost,
	lastError: VogentError,
): Promise<VogentError> {
	if (lost.list === undefined || isStopped(item)) return lastError;
	try {
		const found = await lost.list();
		return withAdvice(
			lastError,
			found.length === 0
				? `Vogent lists no ${item.ledger.kind} named ${quoted(lost)} so far.`
				: listedUnder(lost, found),
		);
	} catch (error) {
		return withAdvice(lastError, cannotAsk(item, lost, error));
	}
}

/** Without a memory, a node that is run again would create things again. */
function assertRetrySafe({ context, itemIndex, ledger }: ItemRun): void {
	if (ledger.isPersistent || context.getNode().retryOnFail !== true) return;
	throw new NodeOperationError(context.getNode(), 'Turn off "Retry On Fail" in this node', {
		itemIndex,
		description: `Here n8n keeps no memory of an earlier try, so a retry could create the ${ledger.kind} twice. Nothing was sent.`,
	});
}

function earlierOutcomeUnknown({ context, itemIndex, ledger }: ItemRun): VogentError {
	const creates = ledger.kind;
	const error = new NodeOperationError(
		context.getNode(),
		`An earlier try of this execution may have created this ${creates}, so it was not sent again`,
		{
			itemIndex,
			description: `Check in Vogent whether the ${creates} exists. If it does not, start a new execution.`,
		},
	);
	error.context.mayExist = true;
	return error;
}

function cannotAsk({ ledger }: ItemRun, lost: Lost, error: unknown): string {
	return `Whether Vogent lists a ${ledger.kind} named ${quoted(lost)} is not known: ${reasonOf(error)}.`;
}

function withAdvice(lastError: VogentError, more: string): VogentError {
	lastError.description = `${lastError.description ?? ''} ${more}`.trim();
	return lastError;
}

function listedUnder(lost: Lost, found: Found[]): string {
	return `Vogent now lists under the name ${quoted(lost)}: ${listIds(found.map(({ json }) => json))}`;
}

function quoted({ names }: Lost): string {
	return [...names].map((name) => `"${excerpt(name)}"`).join(' or ');
}

const MOST_LISTED = 20;

/** Ids of what the service has, each with its type where it has one, for an error. */
export function listIds(found: IDataObject[]): string {
	const ids = found.map(({ id, voiceType }) =>
		voiceType ? `${String(id)} (${String(voiceType)})` : String(id),
	);
	const { shown, more } = truncateList(ids, MOST_LISTED);
	return [...shown, ...more].join(', ');
}
