import type { Made } from '../everything/made.mts';
import { clipPath } from '../everything/voice.mts';
import { seedId } from '../../simulator/seed-id.mts';

/** Where a run takes place. */
export interface Place {
	made: Made;
	/** The base URL of the API. */
	baseUrl: string;
	/** The address of n8n. */
	n8nUrl: string;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const BOUNDARY = /(boundary=)\S+/;
const CURSOR = /^\+\/([\w-]+)&=$/;

/** What stands in a file for something that is made when the workflow is run. */
export function toFillIn(name: string): string {
	return `{{${name}}}`;
}

/** The text with everything filled in. */
export function fillIn(text: string, place: Place): string {
	return valuesOf(place).reduce(
		(filled, [name, value]) => filled.replaceAll(toFillIn(name), value),
		text,
	);
}

/**
 * The same at every run: IDs that were made meanwhile are numbered in the order in which they appear, times are all the
 * same, and what was filled in is to be filled in again. IDs of `text` and of what the simulator has at its start stay.
 */
export function steady(value: unknown, text: string, place: Place): unknown {
	const kept = new Set([...seeded, ...(text.match(UUID) ?? [])]);
	const numbers = new Map<string, string>();
	const numbered = (id: string) => {
		if (kept.has(id)) return id;
		const placeholder = numbers.get(id) ?? toFillIn(`id ${numbers.size + 1}`);
		numbers.set(id, placeholder);
		return placeholder;
	};
	const steadyText = (one: string): string => {
		const cursor = CURSOR.exec(one)?.[1];
		if (cursor !== undefined) {
			return `{{cursor ${steadyText(Buffer.from(cursor, 'base64url').toString())}}}`;
		}
		return emptied(one, place)
			.replace(BOUNDARY, `$1${toFillIn('boundary')}`)
			.replaceAll(UUID, numbered)
			.replaceAll(TIME, toFillIn('time'));
	};
	const steadyValue = (one: unknown): unknown => {
		if (typeof one === 'string') return steadyText(one);
		if (Array.isArray(one)) return one.map(steadyValue);
		if (typeof one !== 'object' || one === null) return one;
		return Object.fromEntries(
			Object.entries(one)
				.filter(([, member]) => member !== undefined)
				.map(([name, member]) => [name, steadyValue(member)]),
		);
	};
	return steadyValue(value);
}

function emptied(text: string, place: Place): string {
	return valuesOf(place)
		.reduce((emptier, [name, value]) => emptier.replaceAll(value, toFillIn(name)), text)
		.replace(/\{\{n8n\}\}\/webhook-waiting\/\S*/, toFillIn('resumeUrl'));
}

/** What is filled in, the longer before what may be a part of it. */
function valuesOf({ made, baseUrl, n8nUrl }: Place): Array<[name: string, value: string]> {
	return [
		...Object.entries(made).map(([name, value]): [string, string] => [
			`made.${name}`,
			String(value),
		]),
		['clip', clipPath],
		['baseUrl', baseUrl],
		['n8n', n8nUrl],
	];
}

/** The IDs of what every simulator has. */
const seeded = [
	'agent',
	'batch dial job',
	'dial',
	'dial task',
	'eval config',
	'eval run',
	'extractor',
	'function',
	'model',
	'model option',
	'number pool',
	'phone number',
	'prompt',
	'queued dial',
	'recording',
	'user',
	'voice',
	'voice option',
].flatMap((kind) => Array.from({ length: 30 }, (_, index) => seedId(`${kind} ${index + 1}`)));
