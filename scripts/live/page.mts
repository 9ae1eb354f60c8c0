import type { ContractOperation } from '../../test/contract/contract.mts';
import { markdownTable } from '../docs/table.mts';
import { writeBetweenMarks } from '../docs/written.mts';
import type { Result } from './api.mts';
import { listedRows } from './reads.mts';

/** Writes what came of each operation into a page, in a row for each outcome. */
export async function writeRun(
	page: string,
	results: Result[],
	operations: ContractOperation[],
): Promise<void> {
	const date = new Date().toISOString().slice(0, 10);
	const byOutcome = Map.groupBy(results, outcomeOf);
	const rows = [...byOutcome].map(([outcome, ofIt]) => {
		const names = ofIt.map(({ operationId }) => nameOf(operationId, operations));
		return [date, [...new Set(names)].join(', '), outcome];
	});
	await writeBetweenMarks(page, 'npm run test:live', [
		markdownTable(['Date', 'Operation', 'What matched'], rows),
	]);
}

/** Counts only: what differs may be the workspace's own, and is printed. */
function outcomeOf({ status, skipped, differences, tried, body }: Result): string {
	if (skipped !== null) return `Not asked: ${skipped}`;
	if (status !== 200) return status === null ? 'No answer' : `Nothing: HTTP ${status}`;
	const many = differences.length === 1 ? '1 difference' : `${differences.length} differences`;
	if (differences.length === 0 && listedRows(body)?.length === 0) return 'The list was empty';
	const matched = differences.length === 0 ? 'All of the answer' : `All but ${many}`;
	return tried === undefined ? matched : `${matched}; ${tried}`;
}

function nameOf(operationId: string, operations: ContractOperation[]): string {
	const known = operations.find((one) => one.operationId === operationId);
	return `\`${known?.method} ${known?.path}\``;
}
