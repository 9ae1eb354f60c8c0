import { groupField } from '../../fields/nested';
import {
	choiceField,
	optionalNumberField,
	switchField,
	textField,
	textsField,
} from '../../fields/simple';

/** What an agent says first. */
export const openingLine = groupField(
	{
		name: 'openingLine',
		label: 'Opening Line',
		description: 'What the agent says first',
	},
	[
		choiceField({
			name: 'lineType',
			label: 'Calls',
			fallback: 'INBOUND_OUTBOUND',
			options: [
				{ name: 'Inbound and Outbound Calls', value: 'INBOUND_OUTBOUND' },
				{ name: 'Inbound Calls Only', value: 'INBOUND_ONLY' },
				{ name: 'No Calls', value: 'NONE' },
			],
			description: 'The calls on which the agent says it',
		}),
		textField({
			name: 'content',
			label: 'Text',
			rows: 2,
			sendEmpty: true,
			placeholder: 'e.g. Hello, this is Anna. How can I help you?',
		}),
	],
);

/** What an agent says when nobody speaks. */
export const idleMessages = groupField(
	{
		name: 'idleMessageConfig',
		label: 'Idle Messages',
		description: 'What the agent says when nobody speaks',
	},
	[
		switchField({
			name: 'enabled',
			label: 'Enabled',
			fallback: true,
			description: 'Whether to let the agent speak up when nobody speaks',
		}),
		textsField({
			name: 'messages',
			label: 'Messages',
			separator: 'line',
			placeholder: 'e.g. Are you still there?',
			description: 'What the agent may say, one message per line',
		}),
		optionalNumberField({
			name: 'idleDurationMilliseconds',
			label: 'Idle Time (Ms)',
			fallback: 0,
			least: 5000,
			omitZero: true,
			description:
				"How long nobody speaks before the agent does, 5000 or more. 0 for Vogent's default.",
		}),
		optionalNumberField({
			name: 'maxIdleMessages',
			label: 'Max Messages',
			fallback: 0,
			least: 1,
			omitZero: true,
			description: "How many messages the agent may say. 0 for Vogent's default.",
		}),
	],
);
