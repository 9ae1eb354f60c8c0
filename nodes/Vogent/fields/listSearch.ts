import { isResourceLocatorValue, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { displayError } from '../execution/failures';
import { isJsonObject } from '../text/json';
import { callerWithoutItems, type RequestSettings } from '../transport/caller';
import { reasonOf } from '../transport/errors';
import { lists, type ListRequest } from '../transport/lists';
import { listRows, readPage, type Page } from '../transport/pages';
import { searchTimeZones } from './timeZones';

const AT_ONCE: RequestSettings = { maxTries: 1, timeoutSeconds: 1 };

/** What a list belongs to: the names of the parameters that may hold it, and what is said where it is missing. */
interface Parent {
	parameters: string[];
	missing: string;
}

const AGENT: Parent = { parameters: ['callAgentId', 'agentId'], missing: 'Choose an agent first' };

/** A list in a field. */
interface SearchableList {
	list: ListRequest;
	/** How a row is shown; `nameOf` returns names from `mentions`. */
	show: (row: IDataObject, nameOf: (id: string) => string) => INodeListSearchItems;
	/** The list of what the rows mention by ID only. */
	mentions?: ListRequest;
	/** What it belongs to; an agent if left out. */
	of?: Parent;
	/** Whether it is read whole, and sorted by what is shown. */
	isSorted?: boolean;
	/** Shown if the list is empty. */
	empty: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const searchResult = (name: string, row: IDataObject) => ({ name, value: text(row.id) });
const named = (row: IDataObject) => searchResult(text(row.name) || text(row.id), row);

const searchable = {
	searchAgents: {
		list: lists.agents,
		show: named,
		empty: 'No agents yet. Create one with the Vogent node.',
	},
	searchVoices: {
		list: lists.voices,
		show: (row) => {
			const tier = row.voiceTier === 'PREMIUM' ? 'Premium' : 'Standard';
			return searchResult(`${text(row.name)} (${text(row.voiceType)}, ${tier})`, row);
		},
		isSorted: true,
		empty: 'No voices yet. Clone one with the Vogent node.',
	},
	searchPhoneNumbers: {
		list: lists.phoneNumbers,
		show: (row, nameOf) => {
			const agent = text(row.agentId);
			return searchResult(`${text(row.number)} (${agent ? nameOf(agent) : 'no agent'})`, row);
		},
		mentions: lists.agents,
		empty: 'No phone numbers yet. Buy or import one with the Vogent node.',
	},
	searchExtractors: {
		list: lists.extractors,
		show: named,
		empty: 'This agent has no extractors yet',
	},
	searchPrompts: {
		list: lists.prompts,
		show: named,
		empty: 'This agent has no prompt versions yet',
	},
	searchModels: {
		list: lists.models,
		show: named,
		empty: 'No models in this workspace',
	},
	searchEvalConfigs: {
		list: lists.evalConfigs,
		show: named,
		empty: 'No evaluation configurations yet. Create one with the Vogent node.',
	},
	searchEvalRecords: {
		list: lists.evalRecords,
		of: { parameters: ['evalConfigId'], missing: 'Choose a configuration first' },
		show: (row) => {
			const name = isJsonObject(row.prompt) ? row.prompt.name : undefined;
			return searchResult(text(name) || text(row.dialId) || text(row.id), row);
		},
		empty: 'This configuration has no records yet',
	},
	searchFunctions: {
		list: lists.functions,
		show: (row) => searchResult(`${text(row.name)} (${text(row.type)})`, row),
		empty: 'No functions yet. Create one with the Vogent node.',
	},
	searchCallBatches: {
		list: lists.callBatches,
		show: (row) => searchResult(`${text(row.name) || text(row.id)} (${text(row.status)})`, row),
		empty: 'No call batches yet. Create one with the Vogent node.',
	},
} satisfies Record<string, SearchableList>;

/** The names of the methods that n8n calls. */
export type ListName = keyof typeof searchable;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * n8n calls these for the lists of fields: they return a page of rows, or all rows that match a search. Each throws what
 * `listRows` throws, and a NodeOperationError if something must be chosen first.
 */
export const listSearch = {
	...(Object.fromEntries(
		Object.entries<SearchableList>(searchable).map(([name, list]) => [name, searchOf(list)]),
	) as Record<ListName, Search>),
	searchTimeZones,
};

/** n8n calls these for lists of which several can be chosen. Each throws what `listRows` throws. */
export const loadOptions = {
	async getPhoneNumbers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const numbers = searchOf({ ...searchable.searchPhoneNumbers, isSorted: true });
		const { results } = await numbers.call(this);
		return results.filter(({ value }) => value !== '');
	},
};

/** Their names. */
export type OptionsName = keyof typeof loadOptions;

function searchOf(list: SearchableList): Search {
	return async function (filter, paginationToken) {
		try {
			return await searchIn(this, list, filter, paginationToken);
		} catch (error) {
			throw displayError(this.getNode(), error);
		}
	};
}

async function searchIn(
	context: ILoadOptionsFunctions,
	{ list: asked, show: showRow, empty, mentions, isSorted, of = AGENT }: SearchableList,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const caller = callerWithoutItems(context);
	const list = { ...asked, path: asked.path.replace('{}', () => chosen(context, of)) };
	const names = mentions === undefined ? undefined : readNames(context, mentions);
	const words = filter.trim().toLowerCase();
	const isWhole = words !== '' || list.isUnpaged === true || isSorted === true;
	const { rows, cursor }: Page<IDataObject> = isWhole
		? { rows: await listRows(caller, list) }
		: await readPage(caller, list, 100, paginationToken);
	const known = await names;
	const shown = rows.map((row) => showRow(row, (id) => known?.get(id) || id));
	if (isSorted) shown.sort((one, other) => one.name.localeCompare(other.name));
	const isEmpty = rows.length === 0 && paginationToken === undefined && !cursor;
	return {
		results: isEmpty
			? [nothing(empty)]
			: shown.filter(({ name }) => name.toLowerCase().includes(words)),
		paginationToken: cursor || undefined,
	};
}

/** One page at the most, and only if it comes quickly: names are a help, not worth waiting for or failing. */
async function readNames(
	context: ILoadOptionsFunctions,
	list: ListRequest,
): Promise<Map<string, string>> {
	try {
		const caller = callerWithoutItems(context, AT_ONCE);
		const { rows } = await readPage(caller, list, 100, undefined);
		return new Map(rows.map(({ id, name }) => [text(id), text(name)]));
	} catch (error) {
		context.logger.debug(`Vogent: names of a list could not be read: ${reasonOf(error)}`);
		return new Map();
	}
}

/** n8n itself would only say that there are no results. Choosing it chooses nothing. */
function nothing(name: string): INodeListSearchItems {
	return { name, value: '' };
}

function chosen(context: ILoadOptionsFunctions, { parameters, missing }: Parent): string {
	// With `extractValue`, n8n would fail if the operation has no such field.
	const id = parameters
		.map((name) => context.getCurrentNodeParameter(name))
		.map((value) => (isResourceLocatorValue(value) ? value.value : value))
		.find((value) => typeof value === 'string' && value.trim() !== '');
	if (typeof id === 'string') return encodeURIComponent(id.trim());
	throw new NodeOperationError(context.getNode(), missing, {
		description: 'What this list offers depends on it.',
	});
}
