import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { markdownTable } from '../../../../scripts/docs/table.mts';
import { expectedMessages, hitItems, isOutcomeUnknown } from './expected.mts';
import { formatted } from './formatted.mts';
import type { Outcome } from './runRow.mts';
import { CLIP_NAMES, userViewOf } from './userView.mts';

const PAGE = join(import.meta.dirname, '../../../../docs/reliability.md');
const TABLE = /(?<=<!-- matrix:start -->\n)[\s\S]*(?=<!-- matrix:end -->)/;

const HEAD = [
	'Operation',
	'What happens',
	'Lasting or once',
	'On Error',
	'Retry On Fail',
	'What the user sees',
	'Requests',
	'Voices',
];

/** The page as it is, and as it would be with what was seen. Throws where the page has no place for the table. */
export async function readPage(seen: Outcome[]): Promise<{ page: string; wanted: string }> {
	const page = await readFile(PAGE, 'utf8');
	if (!TABLE.test(page)) throw new Error(`${PAGE} has no markers for the table`);
	const table = markdownTable(HEAD, seen.map(cellsOf));
	const filled = page.replace(TABLE, () => `\n${table}\n\n`);
	const wanted = await formatted(filled, PAGE);
	return { page, wanted };
}

/** Writes the page. */
export async function writePage(text: string): Promise<void> {
	await writeFile(PAGE, text);
}

function cellsOf(outcome: Outcome): string[] {
	const { row, newVoices } = outcome;
	const onError = { stop: 'Stop', continue: 'Continue', 'error output': 'Error output' };
	return [
		row.operation,
		row.what,
		row.lasts,
		onError[row.onError],
		row.retryOnFail ? 'on' : 'off',
		whatTheUserSees(outcome),
		requestsOf(outcome),
		row.operation === 'Get Many' ? '' : String(newVoices.length),
	];
}

function whatTheUserSees(outcome: Outcome): string {
	const { row, newVoices } = outcome;
	const view = userViewOf(outcome);
	const isList = row.operation === 'Get Many';
	const names = new Set(view.good.map(({ itemIndex }) => CLIP_NAMES[itemIndex] ?? ''));
	const parts: string[] = [];
	if (isList && view.good.length > 0) parts.push('all voices');
	if (!isList && names.size > 0)
		parts.push(names.size === 2 ? 'both voices' : `voice ${[...names].join()}`);
	for (const { itemIndex, message } of view.errors) {
		const name = isList || row.onError === 'stop' ? '' : ` ${CLIP_NAMES[itemIndex]}`;
		parts.push(`error${name}: \`${stableMessage(row, message)}\``);
	}
	const created = (outcome.result.error?.context.created ?? []) as Array<{ name: string }>;
	if (created.length > 0) parts.push(`created: ${created.map(({ name }) => name).join(', ')}`);
	if (isOutcomeUnknown(row)) {
		const unknown = hitItems(row).map((item) => {
			const voice = newVoices.find(({ name }) => name === CLIP_NAMES[item]);
			const isListed = voice !== undefined && view.text.includes(voice.id);
			return `${CLIP_NAMES[item]} (${isListed ? 'with its ID' : 'none is listed'})`;
		});
		parts.push(`may exist: ${unknown.join(', ')}`);
	}
	for (const hint of view.hints) parts.push(`hint: \`${hint}\``);
	return parts.join('; ');
}

/** The message without what follows it, and as the first of those that depend on the machine. */
function stableMessage(row: Outcome['row'], message: string): string {
	const expected = expectedMessages(row);
	return expected.some((known) => message.startsWith(known)) ? (expected[0] ?? '') : message;
}

function requestsOf({ row, requests }: Outcome): string {
	const count = (path: string, one: string) => {
		const number = requests.filter((request) => request.path === path).length;
		return number === 1 ? `1 ${one}` : `${number} ${one}s`;
	};
	const lists =
		row.lists === 'again and again' ? 'lists again and again' : count('/voices', 'list');
	const parts = row.operation === 'Get Many' ? [lists] : [count('/voices/clone', 'upload'), lists];
	const sent = parts.filter((part) => !part.startsWith('0 '));
	return sent.length === 0 ? 'none' : sent.join(', ');
}
