import type { IDataObject } from 'n8n-workflow';

import { createOnce } from '../../execution/createOnce';
import { isNamed } from '../../execution/names';
import { isTool, type AllRuns, type ItemResult, type ItemRun } from '../../execution/run';
import {
	invalidField,
	propertiesOf,
	readField,
	shownFor,
	type ItemFields,
} from '../../fields/field';
import { callAgentField } from '../../fields/ids';
import { requestBody } from '../../fields/requestBody';
import { choiceField, textField, type FieldOptions } from '../../fields/simple';
import type { Operation } from '../../operation';
import { noticeField } from '../../operations/create';
import { lists } from '../../transport/lists';
import { listRows } from '../../transport/pages';
import { checkMaxCalls, itemsOf, maxCallsOption } from '../call/checkCalls';
import { variableFields } from '../call/variables';
import { fromNumbers, maxConcurrentDials, schedule } from './batchFields';
import { rowsOfItems, rowsOfJson, rowsJsonField, rowNumberField } from './rows';
import { startBatch, startNowFields, startsNow } from './starting';

const PATH = lists.callBatches.path;

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
const rowsFromField = (
	[first, ...others]: [typeof FROM_ITEMS, ...Array<typeof FROM_ITEMS>],
	displayOptions: FieldOptions['displayOptions'],
) =>
	choiceField({
		name: 'rowsFrom',
		label: 'People to Call',
		noDataExpression: true,
		fallback: first.value,
		options: [first, ...others],
		displayOptions,
		description: 'Where the list of people comes from',
	});

const rowsFrom = rowsFromField([FROM_ITEMS, FROM_JSON], { hide: { '@tool': [true] } });

/** A tool of an AI agent has but one item, and would call one person. */
const rowsFromInTool = rowsFromField([FROM_JSON], { show: { '@tool': [true] } });

const job = requestBody({
	request: `POST ${PATH}`,
	fields: [
		textField({
			name: 'name',
			label: 'Name',
			required: true,
			placeholder: 'e.g. Reminders for Monday',
		}),
		callAgentField,
		maxConcurrentDials,
	],
	beside: propertiesOf([
		rowsFrom,
		rowsFromInTool,
		...shownFor({ rowsFrom: ['items'] }, [rowNumberField, ...variableFields]),
		rowsJsonField,
	]),
	additional: [fromNumbers, schedule],
});

/**
 * Creates the item's job where its rows are JSON. Where they are the items, there is one job for all of them, which
 * `runOnAll` creates. Throws a NodeOperationError for a bad field, and what `createOnce` throws.
 * API page: "Create Batch Dial Job".
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	if (isOfItems(item)) return [];
	return [{ json: await createJob(item, rowsOfJson(item)) }];
}

/**
 * Creates the one job of all items, whose other fields are those of the first item. Then starts all jobs, where the user
 * wants it. A hint says how many people each one calls, or how to start it. Throws what `run` and `startBatch` throw.
 */
async function runOnAll(runs: AllRuns): Promise<ItemResult[][]> {
	const results = isOfItems(runs) ? await createForAll(runs) : runs.results;
	for (const [itemIndex, [result]] of results.entries()) {
		if (result === undefined || result.failed) continue;
		if (!startsNow(runs)) {
			tellIdle(runs, result);
			continue;
		}
		const { isStarted, ...started } = await startBatch({ ...runs, itemIndex }, result.json);
		Object.assign(result, started);
		if (isStarted) {
			const message = 'The call batch was started. Without a schedule, calls begin at any hour.';
			const { calls } = runs.ledger.find(itemIndex) ?? {};
			runs.hint(message, calls === undefined ? undefined : `${calls} to call`);
		} else if (!result.failed) tellIdle(runs, result);
	}
	return results;
}

/** Tells the user, or a model, of a batch that waits. */
function tellIdle({ context, hint }: AllRuns, result: ItemResult): void {
	const { id, status } = result.json;
	if (status !== 'INIT') return;
	const message = "The call batch was created, and calls nobody yet. 'Resume' starts it.";
	hint(message, String(id));
	if (isTool(context.getNode())) result.json = { note: message, ...result.json };
}

/** Throws a NodeOperationError where the rows of all jobs are more calls than the user allows. */
function check(first: Pick<ItemRun, 'context' | 'itemIndex' | 'ledger'>): void {
	const items = itemsOf(first);
	const calls = isOfItems(first)
		? items.length
		: items.reduce((sum, item) => sum + countRows(item), 0);
	checkMaxCalls(first, calls);
}

function countRows(item: ItemFields): number {
	try {
		return rowsOfJson(item).length;
	} catch {
		// The item will say so.
		return 0;
	}
}

async function createForAll(runs: AllRuns): Promise<ItemResult[][]> {
	// An earlier try of the execution may have created it.
	const json = runs.ledger.find(0)?.json ?? (await createJob(runs, rowsOfItems(runs)));
	return runs.results.map((_, index) => (index === 0 ? [{ json, pairedWithAll: true }] : []));
}

async function createJob(creator: ItemRun, rows: IDataObject[]): Promise<IDataObject> {
	const { rows: others, ...fields } = job.read(creator);
	if (others !== undefined) {
		const message =
			"'Other Fields (JSON)' has \"rows\", but the people to call come from 'People to Call'";
		throw invalidField(creator, message, 'Take them out of one of the two.');
	}
	const body: IDataObject = { rows, ...fields };
	const name = String(body.name);
	return await createOnce(creator, {
		name,
		request: async () => ({ method: 'POST', path: PATH, body, expects: 'id' }),
		calls: rows.length,
		listNamed: async (wanted) => {
			const jobs = await listRows(creator, lists.callBatches);
			return jobs.filter((job) => isNamed(wanted, job.name));
		},
	});
}

function isOfItems({ context }: ItemFields): boolean {
	return readField({ context, itemIndex: 0 }, rowsFrom) === 'items';
}

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a call batch (costs money)',
	description:
		'Let an agent call a list of people, one by one or several at once. Costs money once it is started.',
	creates: 'call batch',
	worksAsTool: true,
	fields: [
		...startNowFields,
		noticeField('Calls cost money, and phones ring. Only call people who have agreed to it.'),
		...job.properties,
	],
	options: [maxCallsOption.property],
	check,
	run,
	runOnAll,
};
