import type { PlannedAnswer } from '../../simulator/client.mts';
import type { FaultName } from './faults.mts';

/** What may go wrong with a request. */
export interface Fault {
	/** As the table says it. */
	title: string;
	/** What became of a request that creates, where both are possible. */
	outcome?: 'nothing made' | 'and made all the same';
	/**
	 * What the simulator answers. `{key}` stands for the API key, `{elsewhere}` for another address of the simulator, and
	 * `{soon}` for the date in four seconds.
	 */
	answer?: Omit<PlannedAnswer, 'method' | 'path' | 'skip' | 'times'>;
	/** For faults of the way to the service, which concern all requests. */
	connection?: 'refused' | 'unknown host';
	/** The error's message; several where it depends on the machine. Left out where nothing is wrong. */
	messages?: readonly string[];
	/** Whether the service may have done what was asked: the error of a clone says so. */
	mayExist?: true;
	/** How long the node waits before it sends the request again, at least. */
	leastWaitMs?: number;
}

/**
 * `works`: what was asked for, whole. `fault`: the fault's own message. Else this message. With Stop it is the error of
 * the node, otherwise the error of the item.
 */
export type Sees = 'works' | 'fault' | { error: string };

/** `done earlier`: of the item that the fault does not hit. `found again`: of the one that it hits. */
export type HintName = 'done earlier' | 'found again';

export type OnError = 'stop' | 'continue' | 'error output';

/** Fault, how long it lasts, On Error, what the user sees, uploads, lists (pages), new voices, hints. */
export type RowData = readonly [
	fault: FaultName,
	lasts: 'lasting' | 'once',
	onError: OnError,
	sees: Sees,
	uploads: number,
	/** `again and again` where it depends on the speed of the machine. */
	lists: number | 'again and again',
	voices: number,
	hints?: readonly HintName[],
];

/** Rows that have the operation and its options in common. */
export interface Section {
	operation: 'Clone: Create Anyway' | 'Clone: Use Existing Voice' | 'Clone: Fail' | 'Get Many';
	retryOnFail?: true;
	/** Which items the fault hits: the second if left out. `both` are sent at the same time. */
	hits?: 'first' | 'both';
	/** Which request the fault hits; the upload of the item, or of Get Many the second page, if left out. */
	on?: { path: string; skip: number };
	/** What happens besides, as the table says it. */
	besides?: string;
	/** More that the simulator does. */
	also?: PlannedAnswer;
	/** How late a new voice is listed. */
	listedAfterMs?: number;
	/** The option; 10 if left out. */
	settleSeconds?: number;
	/** The id of a voice that exists cannot be known in these rows: nothing lists it. The error says that it may exist. */
	idIsUnknown?: true;
	rows: readonly RowData[];
}

/** One row, with all that it needs. */
export interface MatrixRow extends Omit<Section, 'rows'> {
	fault: Fault;
	lasts: RowData[1];
	onError: OnError;
	sees: Sees;
	uploads: number;
	lists: RowData[5];
	voices: number;
	hints: readonly HintName[];
	/** The fault, and what happens besides. */
	what: string;
	/** Names the test. */
	title: string;
}
