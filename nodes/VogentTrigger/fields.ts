import type { INodeProperties } from 'n8n-workflow';

import { locator } from '../Vogent/fields/locators';
import { maxFileSizeOption, simplifyField } from '../Vogent/fields/output';
import { answerFields } from './answers';
import { FUNCTION_CALL, INBOUND_CALL, RECORDING_READY, STATUS_CHANGED } from './events';

const forInboundCalls = { show: { events: [INBOUND_CALL] } };

const STATUSES = [
	['Busy', 'busy'],
	['Canceled', 'canceled'],
	['Completed', 'completed'],
	['Failed', 'failed'],
	['In Progress', 'in-progress'],
	['No Answer', 'no-answer'],
	['Queued', 'queued'],
	['Ringing', 'ringing'],
] as const;

const options: INodeProperties[] = [
	{
		displayName: 'Download Recording',
		name: 'downloadRecording',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the recording to the event Recording Ready as a file. If that fails, the item has "recordingError" instead.',
	},
	{
		displayName: 'Drop Repeats',
		name: 'dropRepeats',
		type: 'boolean',
		default: false,
		description:
			'Whether to ignore an event that arrives again with the same content within 10 minutes',
	},
	{
		displayName: 'Look Up the Call',
		name: 'lookUpCall',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the current data of the call as "dial". If that fails, the item has "dialError" instead.',
	},
	maxFileSizeOption.property,
	{
		displayName: 'Put Recording in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		description: 'The name of the output binary field to put the recording in',
	},
];

/** The parameters of the trigger. */
export const fields: INodeProperties[] = [
	{
		displayName:
			'Copy the production URL above, and paste it in the Vogent dashboard under <b>API</b>, then <b>Webhooks</b>. For function calls, paste it into the function. For a single call, use it as <b>Webhook URL</b>.',
		name: 'urlNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			'Put the webhook signing secret of your Vogent workspace into the credential. Without it, <b>requests are not checked</b>: anybody who knows the URL can start this workflow.',
		name: 'secretNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		default: [],
		options: [
			{
				name: 'Agent Function Call',
				value: FUNCTION_CALL,
				description: 'An agent calls a function whose URL is that of this trigger',
			},
			{ name: 'Call Created', value: 'dial.created', description: 'A call was placed' },
			{
				name: 'Call Status Changed',
				value: STATUS_CHANGED,
				description: 'A call rings, has begun, or is over',
			},
			{
				name: 'Extractor Result',
				value: 'dial.extractor',
				description: 'The extractor has read the conversation',
			},
			{ name: 'Inbound Call', value: INBOUND_CALL, description: 'Somebody calls an agent' },
			{
				name: 'Recording Ready',
				value: RECORDING_READY,
				description: 'The recording of a call can be downloaded',
			},
			{
				name: 'Transcript Ready',
				value: 'dial.transcript',
				description: 'What was said is written down',
			},
		],
		description: 'Which events start the workflow. All others are ignored.',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		default: [],
		options: STATUSES.map(([name, value]) => ({ name, value })),
		displayOptions: { show: { events: [STATUS_CHANGED] } },
		description: 'Which new statuses start the workflow. Leave empty for all.',
	},
	...answerFields.map((field) => ({
		...field,
		displayOptions: { show: { ...forInboundCalls.show, ...field.displayOptions?.show } },
	})),
	{
		...locator({
			displayName: 'Agent',
			name: 'callAgentId',
			list: 'searchAgents',
			description:
				'The agent whose inbound calls start the workflow. Activating the workflow gives it the URL. Leave empty to set the URL in Vogent yourself.',
		}),
		displayOptions: forInboundCalls,
	},
	{
		displayName:
			'If you choose an agent, activating the workflow <b>overwrites the inbound webhook of that agent</b>, and deactivating empties it. Write down the old one first: it cannot be restored.',
		name: 'agentNotice',
		type: 'notice',
		default: '',
		displayOptions: forInboundCalls,
	},
	simplifyField.property,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		options,
	},
];
