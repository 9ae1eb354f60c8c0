import type { IDataObject } from 'n8n-workflow';

import { readMembers, readOtherFields } from '../../fields/bodyField';
import { normalizePhoneNumber, phoneNumberAdvice } from '../../fields/phoneNumbers';
import {
	invalidField,
	readChoice,
	readId,
	readJsonObject,
	readNumber,
	readPairs,
	readText,
	type ItemFields,
} from '../../fields/read';
import { ADDITIONAL_FIELDS } from '../../operations/create';
import { excerpt } from '../../text/displayText';
import { furtherFields, TIME_LIMIT, webhookField } from './callFields';

/** A call to place: what the service is sent, and what the user calls it. */
export interface PlannedCall {
	name: string;
	body: IDataObject;
}

/**
 * Makes the body of `POST /dials` from the item's fields; what the user has left empty is not in it.
 * Throws a NodeOperationError for a field that cannot be used. API page: "Create Dial".
 */
export function readCall(item: ItemFields): PlannedCall {
	const kinds = ['phone', 'browser'] as const;
	const kind = readChoice(item, { parameter: 'kind', label: 'Call Type', choices: kinds });
	const minutes = readNumber(item, TIME_LIMIT);
	const route = kind === 'phone' ? readRoute(item) : { browserCall: true };
	const body: IDataObject = {
		callAgentId: readId(item, 'callAgentId', 'Agent', true),
		...route,
		aiVoiceId: readId(item, 'aiVoiceId', 'Voice') || undefined,
		callAgentInput: readVariables(item),
		timeoutMinutes: minutes === 0 ? undefined : minutes,
		...readMembers(item, [...furtherFields, webhookField], ADDITIONAL_FIELDS),
		...readOtherFields(item, ADDITIONAL_FIELDS),
	};
	return { name: String(body.toNumber ?? 'browser call'), body: withoutUndefined(body) };
}

function readRoute(item: ItemFields): IDataObject {
	const given = readText(item, 'toNumber', 'To Number');
	const toNumber = normalizePhoneNumber(given);
	if (toNumber === undefined) {
		const message =
			given.trim() === ''
				? '"To Number" is empty'
				: `"To Number" is not a phone number: ${excerpt(given)}`;
		throw invalidField(item, message, phoneNumberAdvice([given]));
	}
	const sources = ['number', 'pool'] as const;
	const from = readChoice(item, { parameter: 'callFrom', label: 'Call From', choices: sources });
	if (from === 'number') {
		return { toNumber, fromNumberId: readId(item, 'fromNumberId', 'From Number', true) };
	}
	return {
		toNumber,
		fromNumberPoolId: readId(item, 'fromNumberPoolId', 'From Number Pool ID', true),
	};
}

/** The values of the prompt's variables; undefined where there are none. Throws a NodeOperationError for bad JSON. */
export function readVariables(item: ItemFields): IDataObject | undefined {
	const modes = ['fields', 'json'] as const;
	const parameter = 'callAgentInputMode';
	const mode = readChoice(item, { parameter, label: 'Specify Prompt Variables', choices: modes });
	if (mode === 'json') return readJsonObject(item, 'callAgentInputJson', 'Prompt Variables (JSON)');
	const variables = readPairs(item, 'callAgentInput.variables') ?? [];
	const used = variables.filter(({ name }) => String(name ?? '').trim() !== '');
	if (used.length === 0) return undefined;
	return Object.fromEntries(used.map(({ name, value }) => [String(name).trim(), value]));
}

function withoutUndefined(body: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
