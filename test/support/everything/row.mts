import type { INodeParameters } from 'n8n-workflow';

import { writeCursor } from '../../simulator/paging.mts';
import type { Made } from './made.mts';

/** A part of a form: a text, or a file. */
export type ExpectedPart =
	| { name: string; value: string }
	| { name: string; filename: string; mimeType: string; sha256: string };

/** A request as it has to arrive, to the last field. */
export interface ExpectedRequest {
	/** The operation of the contract; null for a file that is downloaded. */
	operationId: string | null;
	method: string;
	/** Below the base URL, IDs included. */
	path: string;
	query?: Record<string, string>;
	/** The JSON body. */
	body?: unknown;
	/** The parts of a form, in order. */
	parts?: ExpectedPart[];
}

/** An operation of the node, filled in, and what it has to send. */
export interface Row {
	/** For the names of tests and nodes. */
	name: string;
	resource: string;
	operation: string;
	/** The parameters, as the editor saves them, and the requests. `made`: what the service has been given before. */
	fill: (made: Made) => { parameters: INodeParameters; requests: ExpectedRequest[] };
	/** It asks again and again, until the clock of the service has gone on. */
	waits: boolean;
}

/** In the path of an expected request: the ID of what the row itself has created. */
export const NEW_ID = '{new}';

/** A row; `about` tells several of one operation apart. */
export function row(
	resource: string,
	operation: string,
	fill: Row['fill'],
	{ about = '', waits = false } = {},
): Row {
	return {
		name: [resource, operation, about].filter((part) => part !== '').join(' '),
		resource,
		operation,
		fill: (made) => {
			const { parameters, requests } = fill(made);
			return { parameters: { resource, operation, ...parameters }, requests };
		},
		waits,
	};
}

/** What a field holds where the user has chosen from its list. */
export function chosen(value: string): INodeParameters {
	return { __rl: true, mode: 'list', value, cachedResultName: 'As the list shows it' };
}

/** What a field holds where the user has given an ID. */
export function given(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value };
}

/** The requests for pages of a list that has one row a page; `list` is what the simulator calls it. */
export function pages(
	operationId: string,
	path: string,
	list: string,
	{ query = {}, limits }: { query?: Record<string, string>; limits: number[] },
): ExpectedRequest[] {
	return limits.map((limit, index) => ({
		operationId,
		method: 'GET',
		path,
		query: {
			...query,
			limit: `${limit}`,
			...(index === 0 ? {} : { cursor: writeCursor(list, index) }),
		},
	}));
}

/** Those for its first two rows. */
export function twoPages(
	operationId: string,
	path: string,
	list: string,
	query: Record<string, string> = {},
): ExpectedRequest[] {
	return pages(operationId, path, list, { query, limits: [2, 1] });
}

/** The parameters with which a list gives two rows. */
export const twoRows: INodeParameters = { returnAll: false, limit: 2 };
