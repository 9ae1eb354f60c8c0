import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { firstOf } from '../firstOf';
import type { AllRuns, ItemRun } from '../operation';
import { reasonOf } from '../transport/errors';
import { pause } from '../transport/pace';
import { sendRequest, type ApiRequest } from '../transport/request';
import { isTool } from './isTool';

const FIRST_LOOK_AGAIN_MS = 500;
const LAST_LOOK_AGAIN_MS = 4000;

/** Something that must not be created twice. */
export interface Creation {
	/** What it is, such as "voice". */
	creates: string;
	/** What the user calls it. */
	name: string;
	/** Makes the request; called when it is certain that it has to be sent. */
	request: () => Promise<ApiRequest>;
	/** Lists what has this name in the service; left out where there is no such list. */
	listNamed?: () => Promise<IDataObject[]>;
	/**
	 * How long a lost creation is looked for by its name, before it is tried again. Left out where the name does not tell:
	 * then it is never tried again.
	 */
	settleSeconds?: number;
	/** Where the events of a call go: the ledger keeps it. */
	eventsGoTo?: string;
}

/** For whom something is created: an item, or all of them together. */
export type Creator = ItemRun | AllRuns;

type DoubtError = NodeApiError | NodeOperationError;

/**
 * Creates something for an item, and writes it down in the execution's ledger. Where the outcome of a request is in
 * doubt, it is not sent again blindly, also when n8n runs the node again: it is looked for by its name first, or the error
 * says that it may exist, and which of that name there are. Throws that error, and what `apiRequest` throws.
 */
export async function createOnce(item: Creator, creation: Creation): Promise<IDataObject> {
	const { ledger, itemIndex, settings } = item;
	const { creates, name, eventsGoTo } = creation;
	const tries = { left: settings.maxTries };
	let request: ApiRequest | undefined;
	checkMemory(item, creates);
	let doubt: DoubtError | undefined = isInDoubt(item, name)
		? earlierDoubt(item, creation)
		: undefined;
	for (;;) {
		if (doubt !== undefined) {
			const found = await settle(item, creation, doubt);
			if (found !== undefined) {
				item.hint(
					`Vogent's answer was lost, but the ${creates} was created and found by its name`,
					`item ${itemIndex}: ${name}`,
				);
				ledger.write(itemIndex, { name, state: 'created', json: { ...found } });
				return found;
			}
			if (tries.left < 1) throw await explained(item, creation, doubt);
		}
		request ??= await creation.request();
		const result = await sendRequest(item, { ...request, creates, tries });
		if ('answer' in result) {
			ledger.write(itemIndex, { name, state: 'created', json: { ...result.answer }, eventsGoTo });
			return result.answer;
		}
		if (!result.failure.mayBeDone) throw result.failure.error;
		ledger.write(itemIndex, { name, state: 'inDoubt' });
		doubt = result.failure.error;
	}
}

/**
 * Looks for what may have been created. Gives undefined where it is not there, so that it may be tried again. Throws
 * `doubt` where that cannot be known.
 */
async function settle(
	item: Creator,
	creation: Creation,
	doubt: DoubtError,
): Promise<IDataObject | undefined> {
	const { listNamed, settleSeconds } = creation;
	if (listNamed === undefined || settleSeconds === undefined || isStopped(item)) {
		throw await explained(item, creation, doubt);
	}
	let found: IDataObject[];
	try {
		found = await lookAgain(item, listNamed, settleSeconds);
	} catch (error) {
		throw described(doubt, cannotAsk(creation, error));
	}
	if (found.length > 1) throw described(doubt, listedUnder(creation, found));
	if (isStopped(item)) throw doubt;
	return found[0];
}

/** Lists again and again, until there is something or the time is over. Throws what `list` throws. */
export async function lookAgain(
	{ context }: Creator,
	list: () => Promise<IDataObject[]>,
	seconds: number,
): Promise<IDataObject[]> {
	const stop = context.getExecutionCancelSignal();
	const end = Date.now() + seconds * 1000;
	for (let wait = FIRST_LOOK_AGAIN_MS; ; wait = Math.min(wait * 2, LAST_LOOK_AGAIN_MS)) {
		const found = await list();
		const left = end - Date.now();
		if (found.length > 0 || left <= 0 || stop?.aborted) return found;
		await pause(Math.min(wait, left), stop);
	}
}

/** The one that has the name; undefined if none has. Throws a NodeOperationError where several have it. */
export function theOnly(
	{ context, itemIndex }: Creator,
	{ creates, name }: Pick<Creation, 'creates' | 'name'>,
	found: IDataObject[],
): IDataObject | undefined {
	if (found.length > 1) {
		const message = `Vogent has ${found.length} ${creates}s named "${name}"`;
		throw new NodeOperationError(context.getNode(), message, {
			itemIndex,
			description: `None of them was picked: ${listed(found)}. Use the ID of the right one, or another name.`,
		});
	}
	return found[0];
}

function isStopped({ context }: Creator): boolean {
	return context.getExecutionCancelSignal()?.aborted === true;
}

/** The error with what the service has under this name now. */
async function explained(
	item: Creator,
	creation: Creation,
	doubt: DoubtError,
): Promise<DoubtError> {
	const { listNamed, creates, name } = creation;
	if (listNamed === undefined || isStopped(item)) return doubt;
	try {
		const found = await listNamed();
		return described(
			doubt,
			found.length === 0
				? `Vogent lists no ${creates} named "${name}" so far.`
				: listedUnder(creation, found),
		);
	} catch (error) {
		return described(doubt, cannotAsk(creation, error));
	}
}

/**
 * Whether an earlier try may have created this. n8n gives a tool that it tries again another run, and a model may call
 * the tool again by itself: there the name tells.
 */
function isInDoubt({ context, ledger, itemIndex }: Creator, name: string): boolean {
	if (ledger.find(itemIndex)?.state === 'inDoubt') return true;
	return isTool(context.getNode()) && ledger.named(name).some(({ state }) => state === 'inDoubt');
}

/** Without a memory, a node that is run again would create things again. */
function checkMemory({ context, itemIndex, ledger }: Creator, creates: string): void {
	if (ledger.isKept || context.getNode().retryOnFail !== true) return;
	throw new NodeOperationError(context.getNode(), 'Turn off "Retry On Fail" in this node', {
		itemIndex,
		description: `Here n8n keeps no memory of an earlier try, so a retry could create the ${creates} twice. Nothing was sent.`,
	});
}

function earlierDoubt({ context, itemIndex }: Creator, { creates }: Creation): DoubtError {
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

function cannotAsk({ creates, name }: Creation, error: unknown): string {
	return `Whether Vogent lists a ${creates} named "${name}" is not known: ${reasonOf(error)}.`;
}

function described(doubt: DoubtError, more: string): DoubtError {
	doubt.description = `${doubt.description ?? ''} ${more}`.trim();
	return doubt;
}

function listedUnder({ name }: Creation, found: IDataObject[]): string {
	return `Vogent now lists under the name "${name}": ${listed(found)}`;
}

const MOST_LISTED = 20;

/** Ids of what the service has, each with its type where it has one, for an error. */
export function listed(found: IDataObject[]): string {
	const ids = found.map(({ id, voiceType }) =>
		voiceType ? `${String(id)} (${String(voiceType)})` : String(id),
	);
	const { shown, more } = firstOf(ids, MOST_LISTED);
	return [...shown, ...more].join(', ');
}
