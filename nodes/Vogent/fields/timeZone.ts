import { excerpt } from '../text/displayText';
import { invalidField, type Field, type ItemFields } from './field';
import { idField } from './ids';
import { timeZones } from './timeZones';

const LABEL = 'Time Zone';

const zone = idField({
	name: 'timezone',
	label: LABEL,
	list: 'searchTimeZones',
	required: true,
	description: 'The time zone of the time slots',
});

/** A time zone, chosen from a list or given by its IANA name. */
export const timeZoneField: Field<string> = {
	property: {
		...zone.property,
		modes: [
			...(zone.property.modes ?? []).filter(({ type }) => type === 'list'),
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. America/New_York',
			},
		],
	},
	read: (item, path) => checkedTimeZone(item, zone.read(item, path, false) ?? ''),
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
