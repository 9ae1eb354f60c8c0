import type { INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from './runRow.mts';

/** What the user of n8n sees of a row, whichever way it went. */
export interface UserView {
	/** Items that went well: index of the input item, and their JSON. */
	good: Array<{ itemIndex: number; json: INodeExecutionData['json'] }>;
	/** Errors, of the node or of items, each without the number of its item. */
	errors: Array<{ itemIndex: number; message: string }>;
	hints: string[];
	/** All of it as one text, with what an error workflow gets. */
	text: string;
}

export const CLIP_NAMES = ['Anna', 'Bea'] as const;

const ITEM = / \[item (\d+)\]/;

/** Reads the view of the user from what n8n has of the execution. */
export function userViewOf({ result }: Pick<Outcome, 'result'>): UserView {
	const { error, hints, outputs } = result;
	const items = outputs.flat();
	const isError = ({ json }: INodeExecutionData) => typeof json.error === 'string';
	const texts = items.flatMap(({ json }) => (typeof json.error === 'string' ? [json.error] : []));
	if (error !== undefined) texts.push(error.message);
	return {
		good: items
			.filter((item) => !isError(item))
			.map((item) => ({ itemIndex: pairedWith(item), json: item.json })),
		errors: texts.map((text) => ({
			itemIndex: Number(ITEM.exec(text)?.[1]),
			message: text.replace(ITEM, ''),
		})),
		hints,
		text: JSON.stringify([
			items.map(({ json }) => json),
			hints,
			error?.message,
			error?.description,
			error?.context,
		]),
	};
}

function pairedWith({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : NaN;
}
