import type { IDataObject } from 'n8n-workflow';

import { invalidField, type ItemFields } from '../../fields/field';
import { idField } from '../../fields/ids';
import { groupField, rowsField } from '../../fields/nested';
import { mapField, numberField, switchField, textField, textsField } from '../../fields/simple';
import { excerpt } from '../../text/displayText';
import { lists } from '../../transport/lists';

/** The job to work with. */
export const batchField = idField({
	name: 'batchDialJobId',
	label: 'Call Batch',
	list: 'searchCallBatches',
	required: true,
});

/** Where it is, for `pathOf`. API pages: "Batch Dial Jobs". */
export const batchPath = `${lists.callBatches.path}/{}`;

/** How many people are called at the same time. */
export const maxConcurrentDials = numberField({
	name: 'maxConcurrentDials',
	label: 'Max Calls at Once',
	required: true,
	fallback: 1,
	least: 1,
	description: 'How many calls of the batch are made at the same time',
});

/** From where they are called. */
export const fromNumbers = textsField({
	name: 'fromPhoneNumberIds',
	label: 'From Number IDs',
	separator: 'comma',
	placeholder: 'e.g. 6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
	description: 'The IDs of the phone numbers to call from, separated by commas',
});

const timeSlots = rowsField(
	{
		name: 'days',
		label: 'Time Slots',
		row: { name: 'slots', label: 'Time Slot' },
		required: true,
		description: 'When calls may be made. A day can have several.',
	},
	[
		numberField({
			name: 'dayOfWeek',
			label: 'Day of Week',
			required: true,
			fallback: 1,
			least: 0,
			most: 7,
			description:
				'The number of the day. Vogent does not say which day comes first: check the schedule in its dashboard.',
		}),
		textField({
			name: 'startTime',
			label: 'Start Time',
			required: true,
			placeholder: 'e.g. 09:00',
			description: 'From when calls may be made on this day',
		}),
		textField({
			name: 'endTime',
			label: 'End Time',
			required: true,
			placeholder: 'e.g. 17:00',
			description: 'Until when calls may be made on this day',
		}),
	],
);

/** The API has one entry a day, with all its slots. */
const days = mapField(timeSlots, (slots) => {
	const slotsOf = new Map<unknown, IDataObject[]>();
	for (const { dayOfWeek, startTime, endTime } of slots) {
		slotsOf.set(dayOfWeek, [...(slotsOf.get(dayOfWeek) ?? []), { startTime, endTime }]);
	}
	return [...slotsOf].map(([dayOfWeek, ofDay]) => ({ dayOfWeek, timeSlots: ofDay }));
});

const timeZone = mapField(
	textField({
		name: 'timezone',
		label: 'Time Zone',
		required: true,
		placeholder: 'e.g. America/New_York',
		description: 'The time zone of the time slots',
	}),
	(name, item) => checkedTimeZone(item, name.trim()),
);

/** When people are called. API pages: "Create Batch Dial Job", "Update Batch Dial Job" (`schedule`). */
export const schedule = groupField(
	{
		name: 'schedule',
		label: 'Schedule',
		description: 'When calls of the batch may be made',
	},
	[
		timeZone,
		days,
		switchField({
			name: 'disableSchedule',
			label: 'Disable Schedule',
			fallback: false,
			description: 'Whether to ignore the time slots and make calls at any time',
		}),
	],
);

function checkedTimeZone(item: ItemFields, name: string): string {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return name;
	} catch {
		throw invalidField(
			item,
			`"Time Zone" is not a time zone: ${excerpt(name)}`,
			'Write it as region and city, such as America/New_York.',
		);
	}
}
