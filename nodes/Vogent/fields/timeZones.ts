import type { INodeListSearchResult } from 'n8n-workflow';

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
