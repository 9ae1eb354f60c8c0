import type { MatrixRow } from '../table.mts';
import { CLIP_NAMES } from './userView.mts';

/** The items that the fault hits, by index. */
export function hitItems({ operation, fault, hits, onError }: MatrixRow): number[] {
	if (operation === 'Get Many') return [0];
	if (fault.connection !== undefined) return onError === 'stop' ? [0] : [0, 1];
	if (hits === 'both') return [0, 1];
	return [hits === 'first' ? 0 : 1];
}

/** The items that fail, by index. */
export function failingItems(row: MatrixRow): number[] {
	return row.sees === 'works' ? [] : hitItems(row);
}

/** The messages of which the user sees one for each item that fails; none where all goes well. */
export function expectedMessages({ sees, fault }: MatrixRow): readonly string[] {
	if (sees === 'works') return [];
	return sees === 'fault' ? (fault.messages ?? []) : [sees.error];
}

/** Whether the error has to say that the voice may exist. */
export function isOutcomeUnknown({ operation, sees, fault, on }: MatrixRow): boolean {
	if (operation === 'Get Many' || sees === 'works' || on !== undefined) return false;
	return sees !== 'fault' || fault.mayExist === true;
}

/** The hints as the user sees them. */
export function expectedHints(row: MatrixRow): string[] {
	const [hit = 0] = hitItems(row);
	const other = 1 - hit;
	const of = (item: number) => `(item ${item}: ${CLIP_NAMES[item]})`;
	const texts = {
		'done earlier': `Created or found by an earlier try of this execution, so not sent again ${of(other)}`,
		'found again': `Vogent's answer was lost, but the voice was created and found by its name ${of(hit)}`,
	};
	return row.hints.map((name) => texts[name]);
}
