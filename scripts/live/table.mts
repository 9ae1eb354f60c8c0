import type { Result } from './api.mts';

/** Prints a row for every operation, its differences and notes below it, and a last line with the counts. */
export function printTable(results: Result[], say: (text: string) => void): void {
	const width = Math.max(...results.map(({ operationId }) => operationId.length));
	say('');
	say(`${'operation'.padEnd(width)}  status  result`);
	for (const result of results) {
		const status = String(result.status ?? '-').padEnd(6);
		say(`${result.operationId.padEnd(width)}  ${status}  ${verdict(result)}`);
		for (const difference of result.differences)
			say(`${' '.repeat(width)}          - ${difference}`);
		const notes = result.tried === undefined ? result.notes : [...result.notes, result.tried];
		for (const note of notes) say(`${' '.repeat(width)}          note: ${note}`);
	}
	const skipped = results.filter((result) => result.skipped !== null).length;
	const different = results.filter(({ differences }) => differences.length > 0).length;
	const fine = results.length - skipped - different;
	say('');
	say(`${results.length} operations: ${fine} OK, ${different} differ, ${skipped} skipped`);
}

function verdict({ skipped, differences }: Result): string {
	if (skipped !== null) return `skipped: ${skipped}`;
	if (differences.length === 0) return 'OK';
	return differences.length === 1 ? '1 difference' : `${differences.length} differences`;
}
