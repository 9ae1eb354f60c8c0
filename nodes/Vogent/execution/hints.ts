import type { NodeExecutionHint } from 'n8n-workflow';

import { displayText, LONGEST_VALUE } from '../text/displayText';
import { truncateList } from '../text/truncateList';

const MOST_DETAILS = 10;
const LONGEST_DETAIL = 2 * LONGEST_VALUE;

/** Notes for the node's output panel: equal ones of many items become one. */
export class Hints {
	private readonly details = new Map<string, string[]>();

	/** `detail` tells those with the same message apart, such as "item 3". */
	add(message: string, detail?: string): void {
		const known = this.details.get(message) ?? [];
		if (detail !== undefined) known.push(detail);
		this.details.set(message, known);
	}

	/** The notes as n8n shows them. */
	all(): NodeExecutionHint[] {
		return [...this.details].map(([message, details]) => ({
			message: displayText(details.length === 0 ? message : `${message} ${joinDetails(details)}`),
			location: 'outputPane' as const,
		}));
	}
}

function joinDetails(details: string[]): string {
	const short = details.map((detail) => displayText(detail, LONGEST_DETAIL));
	const { shown, more } = truncateList(short, MOST_DETAILS);
	return `(${[...shown, ...more].join('; ')})`;
}
