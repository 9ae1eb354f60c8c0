import { expect } from '@jest/globals';

import { SPEED } from '../../support/fastClock.mts';
import { clipSha256, clipSpellings } from './clip.mts';
import { expectedHints, expectedMessages, failingItems, isOutcomeUnknown } from './expected.mts';
import type { Outcome } from './runRow.mts';
import { CLIP_NAMES, userViewOf } from './userView.mts';

/** The user sees what the row says: voices, or the error of the right item, and the hints. */
export function checkWhatTheUserSees(outcome: Outcome): void {
	const { row, result, newVoices, voices } = outcome;
	const view = userViewOf(outcome);
	const isList = row.operation === 'Get Many';
	const allItems = isList ? [0] : [0, 1];
	const messages = expectedMessages(row);
	const failing = failingItems(row);
	const named = view.errors.map(({ itemIndex }) => itemIndex);

	if (row.onError === 'stop' && failing.length > 0) {
		// Which of several is the first depends on the machine; the others are in the description.
		expect(failing).toContain(named[0]);
		expect(named).toHaveLength(1);
		for (const item of failing) expect(view.text).toContain(`[item ${item}]`);
	} else {
		expect(named).toEqual(failing);
	}
	for (const { message } of view.errors) {
		// With Continue, an item in doubt has more to say, and no other place to say it.
		const said =
			isOutcomeUnknown(row) && row.onError !== 'stop'
				? messages.find((expected) => message.startsWith(expected))
				: message;
		expect(messages).toContain(said);
	}
	expect([...view.hints].sort()).toEqual(expectedHints(row).sort());

	if (row.onError === 'stop' && failing.length > 0) {
		expect(result.outputs).toEqual([]);
		expect(result.error?.context.itemIndex).toBe(named[0]);
		expect(result.error?.context.mayExist === true).toBe(isOutcomeUnknown(row));
		return;
	}
	expect(result.error).toBeUndefined();
	const good = allItems.filter((item) => !failing.includes(item));
	const sorted = voices.toSorted((one, other) => one.name.localeCompare(other.name));
	expect(view.good).toEqual(
		isList
			? good.flatMap((itemIndex) => sorted.map((json) => ({ itemIndex, json })))
			: good.map((itemIndex) => ({
					itemIndex,
					json: newVoices.find(({ name }) => name === CLIP_NAMES[itemIndex]),
				})),
	);
	checkPlaces(outcome, failing, allItems);
}

/** Items stay in the order of the input; errors are on the error output, where there is one. */
function checkPlaces({ row, result }: Outcome, failing: number[], allItems: number[]): void {
	if (row.operation === 'Get Many') return;
	const items = result.outputs.map((output) => output.map(({ pairedItem }) => pairedItem));
	const paired = (indexes: number[]) => indexes.map((item) => ({ item }));
	expect(items).toEqual(
		row.onError === 'error output'
			? [paired(allItems.filter((item) => !failing.includes(item))), paired(failing)]
			: [paired(allItems)],
	);
}

/** The service got as many requests as the row says, each with the key and, if it is whole, with the whole clip. */
export function checkRequests(outcome: Outcome): void {
	const { row, requests, apiKey } = outcome;
	const at = (path: string) => requests.filter((request) => request.path === path);
	const uploads = at('/voices/clone');
	const lists = at('/voices');
	expect(uploads).toHaveLength(row.uploads);
	if (row.lists === 'again and again') expect(lists.length).toBeGreaterThan(3);
	else expect(lists).toHaveLength(row.lists);
	expect(requests).toHaveLength(uploads.length + lists.length);
	for (const { headers } of requests) expect(headers.authorization).toBe(`Bearer ${apiKey}`);
	for (const { complete, parts } of uploads) {
		if (complete) expect(parts?.find(({ name }) => name === 'clip')?.sha256).toBe(clipSha256);
	}
	checkWaits(outcome, row.operation === 'Get Many' || row.on ? lists : uploads);
}

/** The clock of the node is faster than that of the service. */
function checkWaits({ row: { fault, on, hits } }: Outcome, requests: Outcome['requests']): void {
	// Requests of two items mix.
	if (hits === 'both') return;
	const first = on?.skip ?? (hits === 'first' ? 0 : 1);
	const [failed, next] = requests.slice(first);
	if (fault.leastWaitMs === undefined || failed === undefined || next === undefined) return;
	expect(next.receivedAt - failed.receivedAt).toBeGreaterThanOrEqual(fault.leastWaitMs / SPEED - 5);
}

/** No second voice of a name, and none whose id the user does not get. */
export function checkVoices(outcome: Outcome): void {
	const { row, newVoices, result } = outcome;
	const view = userViewOf(outcome);
	const names = newVoices.map(({ name }) => name);
	expect(names).toHaveLength(row.voices);
	expect(new Set(names).size).toBe(names.length);

	const failing = failingItems(row).map((item) => CLIP_NAMES[item]);
	const unknown = newVoices.filter(
		({ name }) => row.idIsUnknown && failing.some((item) => item === name),
	);
	const lost = newVoices.filter(
		(voice) => !unknown.includes(voice) && !view.text.includes(voice.id),
	);
	expect(lost).toEqual([]);
	if (isOutcomeUnknown(row)) expect(view.text).toMatch(/may (still )?have (been )?created/);
	if (result.error === undefined) return;
	const created = newVoices
		.filter(({ name }) => !failing.some((item) => item === name))
		.map(({ name, id }) => ({
			itemIndex: CLIP_NAMES.findIndex((clip) => clip === name),
			name,
			id,
		}));
	expect(result.error.context.created).toEqual(created.length === 0 ? undefined : created);
	for (const { id } of created) expect(result.error.description).toContain(id);
}

/** Neither the key nor any of the clip is in what n8n keeps of the execution, or in its log. */
export function checkSecrets({ apiKey, result }: Outcome, lines: string[]): void {
	const texts = [result.kept, JSON.stringify(result), ...lines];
	for (const secret of [apiKey, ...clipSpellings]) {
		expect(texts.filter((text) => text.includes(secret))).toEqual([]);
	}
	// Else nothing would have been looked at.
	expect(lines.join('\n')).toMatch(/Vogent: item \d/);
}
