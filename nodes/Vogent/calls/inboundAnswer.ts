import type { IDataObject } from 'n8n-workflow';

import { isJsonObject, textOf } from '../text/json';

/**
 * What the service takes as the answer to an inbound call, made of anything: values of variables become text, keywords a
 * list of texts (a text with commas is one, too), and everything else is left out, so that a workflow's own data stays
 * where it is. API page: "Webhooks" (`dial.inbound`).
 */
export function inboundAnswer(given: unknown): IDataObject {
	if (!isJsonObject(given)) return {};
	const variables = isJsonObject(given.call_agent_input) ? given.call_agent_input : {};
	const input = Object.entries(variables).map(([name, value]) => [name, textOf(value)] as const);
	const keywords = toTexts(given.keywords);
	return {
		...(input.length === 0 ? {} : { call_agent_input: Object.fromEntries(input) }),
		...(keywords.length === 0 ? {} : { keywords }),
	};
}

function toTexts(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : textOf(value).split(',');
	return list.map((one) => textOf(one).trim()).filter((text) => text !== '');
}
