import type { INodeListSearchResult } from 'n8n-workflow';

import { excerpt } from '../text/displayText';
import type { BodyField } from './bodyField';
import { invalidField, readId, type ItemFields } from './read';

/** Names that people know, and that the list of zones has under another one. */
const ALIASES = [
	'UTC',
	'US/Eastern',
	'US/Central',
	'US/Mountain',
	'US/Pacific',
	'Asia/Kolkata',
	'Europe/Kyiv',
];

const LABEL = 'Time Zone';

/** A time zone, chosen from a list or given by its IANA name. */
export const timeZoneField: BodyField = {
	property: {
		displayName: LABEL,
		name: 'timezone',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select…',
				typeOptions: { searchListMethod: 'searchTimeZones', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. America/New_York',
			},
		],
		description: 'The time zone of the time slots',
	},
	read: (item, path) => checkedTimeZone(item, readId(item, path, LABEL, true)),
};

/** What n8n calls for the list of time zones: those whose name has the words. */
export async function searchTimeZones(filter = ''): Promise<INodeListSearchResult> {
	const words = filter.trim().toLowerCase().replaceAll(' ', '_');
	const names = [...new Set([...Intl.supportedValuesOf('timeZone'), ...ALIASES])].sort();
	return {
		results: names
			.filter((name) => name.toLowerCase().includes(words))
			.map((name) => ({ name, value: name })),
	};
}

function checkedTimeZone(item: ItemFields, name: string): string {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return name;
	} catch {
		const message = `'${LABEL}' is not a time zone: ${excerpt(name)}`;
		throw invalidField(item, message, 'Choose one from the list, such as America/New_York.');
	}
}
