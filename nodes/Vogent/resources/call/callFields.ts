import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { keywordsField, optionValuesField, voiceVolumeField } from '../../fields/conversation';
import { invalidField, shownFor, type Field, type ItemFields } from '../../fields/field';
import { callAgentField, idField, idTextField } from '../../fields/ids';
import { jsonField } from '../../fields/nested';
import { normalizePhoneNumber, phoneNumberAdvice } from '../../fields/phoneNumbers';
import { requestBody } from '../../fields/requestBody';
import {
	choiceField,
	mapField,
	numberField,
	optionalNumberField,
	switchField,
	textField,
	trimmedTextField,
} from '../../fields/simple';
import { excerpt } from '../../text/displayText';
import { variableFields } from './variables';

const kind = choiceField({
	name: 'kind',
	label: 'Call Type',
	fallback: 'phone',
	options: [
		{
			name: 'Browser Call',
			value: 'browser',
			description: 'Somebody joins from a browser with a token',
		},
		{ name: 'Phone Call', value: 'phone', description: 'The agent calls a phone number' },
	],
});

/** Whom to call. */
export const TO_NUMBER = {
	name: 'toNumber',
	label: 'To Number',
	required: true,
	placeholder: 'e.g. +1 800 123 4567',
	emptyAdvice: phoneNumberAdvice([]),
};

const toNumber = mapField(
	textField({
		...TO_NUMBER,
		description:
			'The phone number to call, with the country code. Spaces and dashes do not matter.',
	}),
	(given, item) => {
		const number = normalizePhoneNumber(given);
		if (number !== undefined) return number;
		const message = `"To Number" is not a phone number: ${excerpt(given)}`;
		throw invalidField(item, message, phoneNumberAdvice([given]));
	},
);

const callFrom = choiceField({
	name: 'callFrom',
	label: 'Call From',
	fallback: 'number',
	options: [
		{ name: 'Number Pool', value: 'pool', description: 'Vogent picks one of several numbers' },
		{ name: 'Phone Number', value: 'number', description: 'One number of your workspace' },
	],
	description: 'Which number the called person sees',
});

const fromNumber = idField({
	name: 'fromNumberId',
	label: 'From Number',
	list: 'searchPhoneNumbers',
	required: true,
	displayOptions: { show: { callFrom: ['number'] } },
	description: 'The phone number of your workspace to call from',
});

const fromPool = idTextField({
	name: 'fromNumberPoolId',
	label: 'From Number Pool ID',
	required: true,
	displayOptions: { show: { callFrom: ['pool'] } },
	description: 'The number pool in Vogent to call from',
});

const voice = idField({
	name: 'aiVoiceId',
	label: 'Voice',
	list: 'searchVoices',
	description:
		"The voice that speaks, such as one that you cloned. Leave empty for the agent's own voice.",
});

const timeLimit = numberField({
	name: 'timeoutMinutes',
	label: 'Call Time Limit (Minutes)',
	fallback: 10,
	least: 0,
	most: 1440,
	description: 'After how many minutes the call is ended. 0 for no limit.',
});

/** What a user needs first. */
const placingFields: Field[] = [
	{ ...mapField(kind, (chosen) => chosen === 'browser' || undefined), member: 'browserCall' },
	callAgentField,
	...shownFor({ kind: ['phone'] }, [
		toNumber,
		mapField(callFrom, () => undefined),
		fromNumber,
		fromPool,
	]),
	voice,
	...variableFields,
	mapField(timeLimit, (minutes) => minutes || undefined),
];

/** By which Vogent knows a call that it has placed already. In use, not in its reference; 409 is documented. */
export const IDEMPOTENCY_KEY = {
	name: 'idempotencyKey',
	label: 'Idempotency Key',
	placeholder: 'e.g. appointment-4711',
	description:
		'A text that belongs to this call alone, such as the ID of an appointment: Vogent should refuse a second call with it. At most 255 characters.',
};

const LONGEST_KEY = 255;

const furtherFields: Field[] = [
	switchField({
		name: 'advancedBrowserInteraction',
		label: 'Advanced Browser Interaction',
		fallback: true,
		description:
			'Whether to use advanced browser interaction. For phone calls only; Vogent has to switch it on for your account.',
	}),
	trimmedTextField(IDEMPOTENCY_KEY),
	jsonField({
		name: 'agentOverrides',
		label: 'Agent Overrides (JSON)',
		description:
			"Agent settings for this call only, named as in Vogent's API, which may still change them",
	}),
	idField({
		name: 'callAgentExtractorId',
		label: 'Extractor',
		list: 'searchExtractors',
		description: "The extractor to use instead of the agent's own",
	}),
	idField({
		name: 'ivrVersionedPromptId',
		label: 'Phone Menu Prompt Version',
		list: 'searchPrompts',
		description: 'The prompt version to use in phone menus',
	}),
	keywordsField,
	idField({
		name: 'versionedModelId',
		label: 'Prompt Version',
		list: 'searchPrompts',
		description: "The prompt version to use instead of the agent's own",
	}),
	optionalNumberField({
		name: 'overrideTranscriberFinalDurationMs',
		label: 'Transcriber Pause (Ms)',
		fallback: 0,
		least: 0,
		most: 60_000,
		description: 'How long a pause has to be to end what somebody says',
	}),
	optionValuesField('voiceOptionValues', 'Voice Options', 'voice'),
	voiceVolumeField(0),
];

/** Where the call's events go, unless the node itself takes them. */
const webhookField = trimmedTextField({
	name: 'webhookUrl',
	label: 'Webhook URL',
	placeholder: 'e.g. https://example.com/calls',
	description: 'Receives the events of this call, such as the URL of a Vogent Trigger',
});

const REQUEST = 'POST /dials';

const callBody = requestBody({
	request: REQUEST,
	fields: placingFields,
	additional: [...furtherFields, webhookField],
});

const costNotice: INodeProperties = {
	displayName: 'Calls cost money, and a phone rings. Only call people who have agreed to it.',
	name: 'costNotice',
	type: 'notice',
	default: '',
};

/** The fields of a call. */
export const callFields = [costNotice, ...callBody.properties];

/** Those of a call whose events go to the node, with fields of its own. */
export function waitedCallFields(beside: INodeProperties[]): INodeProperties[] {
	const parts = { fields: placingFields, beside, additional: furtherFields };
	return [costNotice, ...requestBody({ request: REQUEST, ...parts }).properties];
}

/** A call to place: what the service is sent, and what the user calls it. */
export interface PlannedCall {
	name: string;
	body: IDataObject;
	idempotencyKey: string | undefined;
}

/**
 * Makes the body of `POST /dials` from the item's fields; what the user has left empty is not in it.
 * Throws a NodeOperationError for a field that cannot be used. API page: "Create Dial".
 */
export function readCall(item: ItemFields): PlannedCall {
	const body = callBody.read(item);
	const { toNumber = 'browser call', idempotencyKey } = body;
	const key = idempotencyKey === undefined ? undefined : String(idempotencyKey);
	if (key !== undefined && key.length > LONGEST_KEY) {
		const message = `'${IDEMPOTENCY_KEY.label}' has ${key.length} characters`;
		throw invalidField(item, message, `Use at most ${LONGEST_KEY}.`);
	}
	return { name: String(toNumber), body, idempotencyKey: key };
}
