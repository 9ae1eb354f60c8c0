import type { IDataObject } from 'n8n-workflow';

import { invalidField, type Field } from '../../fields/field';
import { idField, idsField } from '../../fields/ids';
import { groupField, rowsField } from '../../fields/nested';
import {
	choiceField,
	mapField,
	numberField,
	switchField,
	textField,
	type FieldOptions,
} from '../../fields/simple';
import { timeZoneField } from '../../fields/timeZone';
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
	description:
		'How many calls of the batch are made at the same time. The limit of your Vogent workspace for calls at once applies, too.',
});

/** From where they are called. */
export const fromNumbers = idsField({
	name: 'fromPhoneNumberIds',
	label: 'From Numbers',
	list: 'getPhoneNumbers',
	description: 'The phone numbers to call from',
});

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const dayOfWeek = mapField(
	choiceField({
		name: 'dayOfWeek',
		label: 'Day',
		fallback: '1',
		options: DAYS.map((name, day) => ({ name, value: String(day) })),
	}),
	Number,
);

/** A time of day, such as 09:00. */
function timeField(named: FieldOptions): Field<string | undefined> {
	return mapField(textField({ ...named, required: true }), (text, item) => {
		const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
		if (hours !== undefined && Number(hours) < 24 && Number(minutes) < 60) {
			return `${hours.padStart(2, '0')}:${minutes}`;
		}
		const message = `'${named.label}' is not a time: ${excerpt(text)}`;
		throw invalidField(item, message, 'Write hours and minutes in 24-hour time, such as 09:00.');
	});
}

const timeSlots = rowsField(
	{
		name: 'days',
		label: 'Time Slots',
		row: { name: 'slots', label: 'Time Slot' },
		required: true,
		description: 'When calls may be made. A day can have several.',
	},
	[
		dayOfWeek,
		timeField({
			name: 'startTime',
			label: 'Start Time',
			placeholder: 'e.g. 09:00',
			description: 'When calls may begin on this day, in 24-hour time',
		}),
		timeField({
			name: 'endTime',
			label: 'End Time',
			placeholder: 'e.g. 17:00',
			description: 'When calls must no longer begin on this day, in 24-hour time',
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

/** When people are called. API pages: "Create Batch Dial Job", "Update Batch Dial Job" (`schedule`). */
export const schedule = groupField(
	{
		name: 'schedule',
		label: 'Schedule',
		description: 'When calls of the batch may be made',
	},
	[
		timeZoneField,
		days,
		switchField({
			name: 'disableSchedule',
			label: 'Disable Schedule',
			fallback: false,
			description: 'Whether to ignore the time slots and make calls at any time',
		}),
	],
);
