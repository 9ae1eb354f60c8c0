import { markdownTable } from '../docs/table.mts';
import { verdict, type Bar } from './bars.mts';
import type { Case } from './cases.mts';
import { CONTENDERS, ratio, type Contender, type Results } from './figures.mts';

const CONTENDER_NAMES: Record<Contender, string> = {
	nothing: 'Nothing',
	node: 'This node',
	http: 'HTTP Request node',
	buffered: 'Buffered `FormData`',
	bare: 'HTTP Request node, bare file',
	curl: 'curl',
};

/** What the uploads of a case took, as Markdown. */
export function caseTable({ mode }: Case, results: Results): string {
	const isMemoryOnly = mode !== 'filesystem';
	const head = isMemoryOnly
		? ['', 'Peak memory (MB)', 'over nothing (MB)']
		: ['', 'Time (s)', '× HTTP Request', '× curl', 'CPU (s)', 'Memory (MB)', 'Whole process (s)'];
	const rows = CONTENDERS.flatMap((contender) => {
		const figures = results[contender];
		if (figures === undefined) return [];
		const memory = [decimal(figures.peakOverMB, 0)];
		const cells = isMemoryOnly
			? [decimal(figures.peakMB, 0), ...memory]
			: [
					...(contender === 'nothing' ? ['', '', ''] : times(results, contender)),
					decimal(figures.cpuOverSeconds, 2),
					...memory,
					decimal(figures.wholeSeconds, 1),
				];
		return [[CONTENDER_NAMES[contender], ...cells]];
	});
	return markdownTable(head, rows, { textColumns: 1 });
}

/** The bars and whether they are met, as Markdown. */
export function barTable(bars: Bar[]): string {
	return markdownTable(
		['Bar', 'At most', 'Measured', ''],
		bars.map((bar) => {
			const { what, atMost, measured, unit } = bar;
			const digits = unit === '×' ? 2 : 0;
			const amount = (value: number | undefined) =>
				value === undefined ? '–' : `${value.toFixed(digits)} ${unit}`;
			return [what, amount(atMost), amount(measured), verdict(bar)];
		}),
		{ textColumns: 1 },
	);
}

function times(results: Results, contender: Contender): string[] {
	return [
		decimal(results[contender]?.seconds, 3),
		decimal(ratio(results, contender, 'http'), 2),
		decimal(ratio(results, contender, 'curl'), 2),
	];
}

function decimal(value: number | undefined, digits: number): string {
	return value === undefined ? '' : value.toFixed(digits);
}
