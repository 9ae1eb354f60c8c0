import type { INodeListSearchResult } from 'n8n-workflow';

/** Names that people know, and that the list of zones has under an older one. */
const ALIASES = [
	'America/Argentina/Buenos_Aires',
	'America/Argentina/Cordoba',
	'America/Indiana/Indianapolis',
	'America/Kentucky/Louisville',
	'America/Nuuk',
	'Asia/Ho_Chi_Minh',
	'Asia/Kathmandu',
	'Asia/Kolkata',
	'Asia/Yangon',
	'Atlantic/Faroe',
	'Europe/Kyiv',
	'GMT',
	'US/Alaska',
	'US/Arizona',
	'US/Central',
	'US/Eastern',
	'US/Hawaii',
	'US/Mountain',
	'US/Pacific',
	'UTC',
];

/** All that are offered. */
export function timeZones(): string[] {
	return [...new Set([...Intl.supportedValuesOf('timeZone'), ...ALIASES])].sort();
}

/** What n8n calls for the list of time zones: those whose name has the words. */
export async function searchTimeZones(filter = ''): Promise<INodeListSearchResult> {
	const words = filter.trim().toLowerCase().replaceAll(' ', '_');
	return {
		results: timeZones()
			.filter((name) => name.toLowerCase().includes(words))
			.map((name) => ({ name, value: name })),
	};
}
