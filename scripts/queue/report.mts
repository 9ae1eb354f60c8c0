/** One line of what a scenario has found. */
export interface Row {
	what: string;
	measured: number | string;
	/** What it has to be; left out where it is only told. */
	wanted?: number;
}

/** What a scenario has found. */
export interface Section {
	title: string;
	rows: Row[];
}

/** Whether a row is not as it has to be. */
export function isOff({ measured, wanted }: Row): boolean {
	return wanted !== undefined && measured !== wanted;
}

/** A section for a terminal. */
export function asText({ title, rows }: Section): string {
	const width = Math.max(...rows.map(({ what }) => what.length));
	const lines = rows.map((row) => {
		const wanted = row.wanted === undefined ? '' : ` (${row.wanted})${isOff(row) ? ' OFF' : ''}`;
		return `  ${row.what.padEnd(width)}  ${row.measured}${wanted}`;
	});
	return [title, ...lines].join('\n');
}
