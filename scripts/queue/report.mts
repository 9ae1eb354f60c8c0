/** One line of the table. */
export interface Row {
	what: string;
	measured: string;
	/** What it has to be; empty where it is only told. */
	wanted: string;
	isRight: boolean;
}

/** What a scenario has found, to be shown as a table. */
export interface Section {
	title: string;
	rows: Row[];
}

/** A number with a comma at the thousands. */
export function number(value: number, digits = 0): string {
	return value.toLocaleString('en-US', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

/** Milliseconds as seconds. */
export const seconds = (ms: number) => `${number(ms / 1000, 2)} s`;

/** Bytes in the unit that suits them. */
export function bytes(value: number): string {
	if (value < 10_000) return `${number(value)} B`;
	if (value < 10_000_000) return `${number(value / 1000)} KB`;
	if (value < 10_000_000_000) return `${number(value / 1e6)} MB`;
	return value < 10e12 ? `${number(value / 1e9)} GB` : `${number(value / 1e12)} TB`;
}

/** Something that is only told. */
export function told(what: string, measured: string | number): Row {
	return { what, measured: shown(measured), wanted: '', isRight: true };
}

/** Something that has to be so much. */
export function exactly(what: string, measured: number, wanted: number): Row {
	const isRight = measured === wanted;
	return { what, measured: shown(measured), wanted: number(wanted), isRight };
}

/** Something that has to be at least so much. */
export function atLeast(what: string, measured: number, least: number): Row {
	const isRight = measured >= least;
	return { what, measured: shown(measured), wanted: `at least ${number(least)}`, isRight };
}

/** A time that has to be below a limit. */
export function below(what: string, ms: number, limitMs: number): Row {
	const isRight = ms < limitMs;
	return { what, measured: seconds(ms), wanted: `below ${seconds(limitMs)}`, isRight };
}

/** The table of a section as text. */
export function asText({ title, rows }: Section): string {
	const widest = (column: (row: Row) => string) =>
		Math.max(0, ...rows.map((row) => column(row).length));
	const what = widest((row) => row.what);
	const measured = widest((row) => row.measured);
	const lines = rows.map((row) =>
		[
			row.what.padEnd(what),
			row.measured.padStart(measured),
			row.wanted && `(${row.wanted})`,
			row.isRight ? '' : 'OFF',
		]
			.join('  ')
			.trimEnd(),
	);
	return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** The smallest of these that so many percent of them do not exceed. */
export function percentile(values: number[], percent: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN;
}

function shown(measured: string | number): string {
	return typeof measured === 'number' ? number(measured) : measured;
}
