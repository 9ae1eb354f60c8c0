import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { createOnce } from '../../execution/createOnce';
import { isNamed } from '../../execution/normalizeName';
import type { AllRuns, ItemResult, ItemRun } from '../../execution/run';
import { propertiesOf, readMembers, readOtherFields } from '../../fields/bodyField';
import { callAgentField } from '../../fields/ids';
import { readChoice, type ItemFields } from '../../fields/read';
import { textField } from '../../fields/simple';
import type { Operation } from '../../operation';
import { ADDITIONAL_FIELDS, additionalFieldsOf, noticeField } from '../../operations/create';
import { lists } from '../../transport/lists';
import { listRows } from '../../transport/pages';
import { toNumberField, variableFields } from '../call/callFields';
import { fromNumbers, maxConcurrentDials, schedule } from './batchFields';
import { EXAMPLE, rowsOfItems, rowsOfJson } from './rows';

const PATH = lists.callBatches.path;

const jobFields = [
	textField({
		name: 'name',
		label: 'Name',
		required: true,
		placeholder: 'e.g. Reminders for Monday',
	}),
	callAgentField,
	maxConcurrentDials,
];

const additionalFields = [fromNumbers, schedule];

const ofItems = { show: { rowsFrom: ['items'] } };

const FROM_ITEMS = {
	name: 'From Input Items',
	value: 'items',
	description: 'One call batch, with one person per input item',
};
const FROM_JSON = {
	name: 'From JSON',
	value: 'json',
	description: 'One call batch per input item, with the people in a list',
};

/** Where the rows come from; the first of the options unless the user chooses. */
function rowsFrom(
	options: Array<typeof FROM_ITEMS>,
	displayOptions: IDisplayOptions,
): INodeProperties {
	const chosen = options[0]?.value ?? '';
	return {
		displayName: 'People to Call',
		name: 'rowsFrom',
		type: 'options',
		noDataExpression: true,
		default: chosen,
		options,
		displayOptions,
		description: 'Where the list of people comes from',
	};
}

const rowFields: INodeProperties[] = [
	rowsFrom([FROM_ITEMS, FROM_JSON], { hide: { '@tool': [true] } }),
	// A tool of an AI agent has but one item, and would call one person.
	rowsFrom([FROM_JSON], { show: { '@tool': [true] } }),
	toNumberField({
		displayOptions: ofItems,
		description:
			'The phone number to call, with the country code. Drag it here from the input, so that each item gives its own.',
	}),
	...variableFields.map((field) => ({
		...field,
		displayOptions: { show: { ...ofItems.show, ...field.displayOptions?.show } },
	})),
	{
		displayName: 'People to Call (JSON)',
		name: 'rowsJson',
		type: 'json',
		default: '[]',
		displayOptions: { show: { rowsFrom: ['json'] } },
		description: `A list such as ${EXAMPLE}, with the prompt variables as "inputs"`,
	},
];

/**
 * Creates the item's job where its rows are JSON. Where they are the items, there is one job for all of them, which
 * `runOnAll` creates. Throws a NodeOperationError for a bad field, and what `createOnce` throws.
 * API page: "Create Batch Dial Job".
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	if (isOfItems(item)) return [];
	return [{ json: await createJob(item, rowsOfJson(item)) }];
}

/** Creates the one job of all items, whose other fields are those of the first item. Throws what `run` throws. */
async function runOnAll(runs: AllRuns): Promise<ItemResult[][]> {
	if (!isOfItems(runs)) return runs.results;
	// An earlier try of the execution may have created it.
	const json = runs.ledger.find(0)?.json ?? (await createJob(runs, rowsOfItems(runs)));
	return runs.results.map((_, index) => (index === 0 ? [{ json, pairedWithAll: true }] : []));
}

async function createJob(creator: ItemRun, rows: IDataObject[]): Promise<IDataObject> {
	const body: IDataObject = {
		...readMembers(creator, jobFields),
		rows,
		...readMembers(creator, additionalFields, ADDITIONAL_FIELDS),
		...readOtherFields(creator, ADDITIONAL_FIELDS),
	};
	const name = String(body.name);
	return await createOnce(creator, {
		name,
		request: async () => ({ method: 'POST', path: PATH, body, expects: 'id' }),
		listNamed: async (wanted) => {
			const jobs = await listRows(creator, lists.callBatches);
			return jobs.filter((job) => isNamed(wanted, job.name));
		},
	});
}

function isOfItems({ context }: ItemFields): boolean {
	const choices = ['items', 'json'] as const;
	const first = { context, itemIndex: 0 };
	return readChoice(first, { parameter: 'rowsFrom', label: 'People to Call', choices }) === 'items';
}

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a call batch (costs money)',
	description: 'Let an agent call a list of people, one by one or several at once. Costs money.',
	creates: 'call batch',
	worksAsTool: true,
	fields: [
		noticeField('Calls cost money, and phones ring. Only call people who have agreed to it.'),
		...propertiesOf(jobFields),
		...rowFields,
		additionalFieldsOf(additionalFields, `POST ${PATH}`),
	],
	run,
	runOnAll,
};
