import { isResourceLocatorValue, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { displayError } from '../execution/failures';
import { callerWithoutItems, type RequestSettings } from '../transport/caller';
import { isJsonObject } from '../text/json';
import { reasonOf } from '../transport/errors';
import { listRows, readPage, type ListRequest, type Page } from '../transport/pages';
import { searchTimeZones } from './timeZone';

const AT_ONCE: RequestSettings = { maxTries: 1, timeoutSeconds: 1 };

/** A list that a field can offer. */
interface SearchableList {
	/** What to ask for; throws a NodeOperationError where something has to be chosen before. */
	request: (context: ILoadOptionsFunctions) => ListRequest;
	/** How a row is shown; `nameOf` gives the name of what `mentions` lists. */
	show: (row: IDataObject, nameOf: (id: string) => string) => INodeListSearchItems;
	/** A list of what the rows mention by ID only; shown by name where it can be read at once. */
	mentions?: ListRequest;
	/** Whether it is read whole, and sorted by what is shown. */
	isSorted?: boolean;
	/** What is shown where there is nothing to choose from. */
	empty: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const searchResult = (name: string, row: IDataObject) => ({ name, value: text(row.id) });
const named = (row: IDataObject) => searchResult(text(row.name) || text(row.id), row);

const lists = {
	searchAgents: {
		request: () => ({ path: '/agents', rowsKey: 'data' }),
		show: named,
		empty: 'No agents yet. Create one with the Vogent node.',
	},
	searchVoices: {
		request: () => ({ path: '/voices', rowsKey: 'voices' }),
		show: (row) => {
			const tier = row.voiceTier === 'PREMIUM' ? 'Premium' : 'Standard';
			return searchResult(`${text(row.name)} (${text(row.voiceType)}, ${tier})`, row);
		},
		isSorted: true,
		empty: 'No voices yet. Clone one with the Vogent node.',
	},
	searchPhoneNumbers: {
		request: () => ({ path: '/phone_numbers', rowsKey: 'data' }),
		show: (row, nameOf) => {
			const agent = text(row.agentId);
			return searchResult(`${text(row.number)} (${agent ? nameOf(agent) : 'no agent'})`, row);
		},
		mentions: { path: '/agents', rowsKey: 'data' },
		empty: 'No phone numbers yet. Buy or import one with the Vogent node.',
	},
	searchExtractors: {
		request: (context) => ({
			path: `/agents/${chosenAgent(context)}/extractors`,
			rowsKey: 'extractors',
			isUnpaged: true,
		}),
		show: named,
		empty: 'This agent has no extractors yet',
	},
	searchPrompts: {
		request: (context) => ({
			path: `/agents/${chosenAgent(context)}/versioned_prompts`,
			rowsKey: 'data',
		}),
		show: named,
		empty: 'This agent has no prompt versions yet',
	},
	searchModels: {
		request: () => ({ path: '/models', rowsKey: 'data' }),
		show: named,
		empty: 'No models in this workspace',
	},
	searchEvalConfigs: {
		request: () => ({ path: '/eval_configs', rowsKey: 'data' }),
		show: named,
		empty: 'No evaluation configurations yet. Create one with the Vogent node.',
	},
	searchEvalRecords: {
		request: (context) => ({
			path: `/eval_configs/${chosenOf(context, ['evalConfigId'], 'a configuration')}/records`,
			rowsKey: 'data',
		}),
		show: (row) => {
			const { name } = isJsonObject(row.prompt) ? row.prompt : {};
			return searchResult(text(name) || text(row.dialId) || text(row.id), row);
		},
		empty: 'This configuration has no records yet',
	},
	searchFunctions: {
		request: () => ({ path: '/functions', rowsKey: 'data', isUnpaged: true }),
		show: (row) => searchResult(`${text(row.name)} (${text(row.type)})`, row),
		empty: 'No functions yet. Create one with the Vogent node.',
	},
	searchCallBatches: {
		request: () => ({ path: '/batch_dial_jobs', rowsKey: 'data' }),
		show: (row) => searchResult(`${text(row.name) || text(row.id)} (${text(row.status)})`, row),
		empty: 'No call batches yet. Create one with the Vogent node.',
	},
} satisfies Record<string, SearchableList>;

/** What n8n calls for lists of which several can be chosen. Each throws what `listRows` throws. */
export const loadOptions = {
	async getPhoneNumbers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const numbers = searchOf({ ...lists.searchPhoneNumbers, isSorted: true });
		const { results } = await numbers.call(this);
		return results.filter(({ value }) => value !== '');
	},
};

/** A list of which several can be chosen, by the name of the method that n8n calls. */
export type OptionsName = keyof typeof loadOptions;

/** A list that fields can offer, by the name of the method that n8n calls. */
export type ListName = keyof typeof lists;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * What n8n calls for the lists of fields: a page of rows, or, where the user searches, all rows whose name has the words.
 * Each throws what `listRows` throws, and a NodeOperationError where something has to be chosen before.
 */
export const listSearch = {
	...(Object.fromEntries(
		Object.entries<SearchableList>(lists).map(([name, list]) => [name, searchOf(list)]),
	) as Record<ListName, Search>),
	searchTimeZones,
};

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
	{ request, show: showRow, empty, mentions, isSorted }: SearchableList,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const caller = callerWithoutItems(context);
	const list = request(context);
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

/**
 * The names of what rows mention, as far as they come at once: one page, asked for beside the rows. They are a help, and
 * nothing to wait for or to fail of.
 */
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

/** n8n itself would only say that there are no results. Chosen, it is as good as nothing. */
function nothing(name: string): INodeListSearchItems {
	return { name, value: '' };
}

const chosenAgent = (context: ILoadOptionsFunctions) =>
	chosenOf(context, ['callAgentId', 'agentId'], 'an agent');

/** The ID in the first of these parameters that holds one, for a path. */
function chosenOf(context: ILoadOptionsFunctions, parameters: string[], what: string): string {
	// Asked to take the value out, n8n fails where the operation has no such field.
	const chosen = parameters
		.map((name) => context.getCurrentNodeParameter(name))
		.map((value) => (isResourceLocatorValue(value) ? value.value : value))
		.find((value) => typeof value === 'string' && value.trim() !== '');
	if (typeof chosen === 'string') return encodeURIComponent(chosen.trim());
	throw new NodeOperationError(context.getNode(), `Choose ${what} first`, {
		description: `What this list offers belongs to ${what}.`,
	});
}
