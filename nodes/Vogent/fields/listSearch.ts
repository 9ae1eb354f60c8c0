import { isResourceLocatorValue, NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { displayError } from '../execution/failures';
import { callerWithoutItems, type RequestSettings } from '../transport/caller';
import { reasonOf } from '../transport/errors';
import { lists, type ListRequest } from '../transport/lists';
import { listRows, readPage, type Page } from '../transport/pages';

const AT_ONCE: RequestSettings = { maxTries: 1, timeoutSeconds: 1 };

/** A list that a field can offer. */
interface SearchableList {
	list: ListRequest;
	/** How a row is shown; `nameOf` gives the name of what `mentions` lists. */
	show: (row: IDataObject, nameOf: (id: string) => string) => INodeListSearchItems;
	/** A list of what the rows mention by ID only; shown by name where it can be read at once. */
	mentions?: ListRequest;
	/** What is shown where there is nothing to choose from. */
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
		empty: 'No evaluation configurations yet. Create one in the Vogent dashboard.',
	},
	searchCallBatches: {
		list: lists.callBatches,
		show: (row) => searchResult(`${text(row.name) || text(row.id)} (${text(row.status)})`, row),
		empty: 'No call batches yet. Create one with the Vogent node.',
	},
} satisfies Record<string, SearchableList>;

/** A list that fields can offer, by the name of the method that n8n calls. */
export type ListName = keyof typeof searchable;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * What n8n calls for the lists of fields: a page of rows, or, where the user searches, all rows whose name has the words.
 * Each throws what `listRows` throws, and a NodeOperationError where something has to be chosen before.
 */
export const listSearch = Object.fromEntries(
	Object.entries<SearchableList>(searchable).map(([name, list]) => [name, searchOf(list)]),
) as Record<ListName, Search>;

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
	{ list: asked, show: showRow, empty, mentions }: SearchableList,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const caller = callerWithoutItems(context);
	const list = { ...asked, path: asked.path.replace('{}', () => chosenAgent(context)) };
	const names = mentions === undefined ? undefined : readNames(context, mentions);
	const words = filter.trim().toLowerCase();
	const isSearched = words !== '' || list.isUnpaged === true;
	const { rows, cursor }: Page<IDataObject> = isSearched
		? { rows: await listRows(caller, list) }
		: await readPage(caller, list, 100, paginationToken);
	const known = await names;
	const shown = rows.map((row) => showRow(row, (id) => known?.get(id) || id));
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

function chosenAgent(context: ILoadOptionsFunctions): string {
	// Asked to take the value out, n8n fails where the operation has no such field.
	const agent = ['callAgentId', 'agentId']
		.map((name) => context.getCurrentNodeParameter(name))
		.map((value) => (isResourceLocatorValue(value) ? value.value : value))
		.find((value) => typeof value === 'string' && value.trim() !== '');
	if (typeof agent === 'string') return encodeURIComponent(agent.trim());
	throw new NodeOperationError(context.getNode(), 'Choose an agent first', {
		description: 'Extractors and prompt versions belong to an agent.',
	});
}
