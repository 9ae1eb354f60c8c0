import { excerpt } from '../text/displayText';
import { invalidField, type Field, type ItemFields } from './field';
import { idField } from './ids';
import { timeZones } from './timeZones';

const LABEL = 'Time Zone';

/** How a locator is read. */
const zoneId = idField({ name: 'timezone', label: LABEL, list: 'searchAgents', required: true });

/** A time zone, chosen from a list or given by its IANA name. */
export const timeZoneField: Field<string> = {
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
	read: (item, path) => checkedTimeZone(item, zoneId.read(item, path, false) ?? ''),
};

function checkedTimeZone(item: ItemFields, name: string): string {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		if (/^[+-]/.test(name)) throw new RangeError('an offset');
		// The service may mind capitals.
		return timeZones().find((zone) => zone.toLowerCase() === name.toLowerCase()) ?? name;
	} catch {
		const message = `'${LABEL}' is not a time zone: ${excerpt(name)}`;
		throw invalidField(item, message, 'Choose one from the list, such as America/New_York.');
	}
}
