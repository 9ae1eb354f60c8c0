import { parse } from 'flatted';
import type { INodeExecutionData, IRunExecutionData, ITaskData } from 'n8n-workflow';
import type { Query } from './database.mts';

/** What an execution did, as n8n recorded it. */
export interface Execution {
	/** n8n's number of the execution, rising. */
	id: number;
	/** n8n's word: `success`, `error`, `canceled`, `waiting`, `running`. */
	status: string;
	/** How it was started: `cli`, `webhook`, `manual`, `trigger`. */
	mode: string;
	/** Why the workflow failed; undefined when it did not. */
	error: ExecutionFailure | undefined;
	/** Everything n8n recorded. */
	data: IRunExecutionData;
	/**
	 * What a node gave in its last run: for each output branch its items. No branches when the node did not run or
	 * failed.
	 */
	output(nodeName: string): INodeExecutionData[][];
	/** The runs of a node, with their times, hints and errors; none when it did not run. */
	runs(nodeName: string): ITaskData[];
}

/** An error as n8n records it. */
export interface ExecutionFailure {
	message: string;
	description?: string | null;
	/** The class of the error: `NodeApiError`, `NodeOperationError`. */
	name?: string;
	node?: { name: string };
	httpCode?: string | null;
	context?: Record<string, unknown>;
}

/**
 * Reads the newest execution of a workflow from an instance's database, whether n8n is running on it or not.
 *
 * @param query asks the instance's database
 * @param workflowId the workflow's id
 * @returns the execution; undefined when the workflow has none, or nothing of it is recorded yet
 */
export async function readLastExecution(
	query: Query,
	workflowId: string,
): Promise<Execution | undefined> {
	const row = await query(
		`${SELECT} WHERE execution."workflowId" = ? ORDER BY execution.id DESC LIMIT 1`,
		workflowId,
	);
	return row && readExecution(row);
}

const SELECT = `SELECT execution.id, execution.status, execution.mode, data.data
	FROM execution_entity execution LEFT JOIN execution_data data ON data."executionId" = execution.id`;

function readExecution(row: Record<string, unknown>): Execution | undefined {
	// n8n 1 writes down that there is an execution before it writes what it did.
	if (typeof row['data'] !== 'string') return undefined;
	const data = parse(row['data']) as IRunExecutionData | undefined;
	// Of an execution that the editor starts there is nothing before its end.
	if (data === undefined) return undefined;
	const runs = (nodeName: string) => data.resultData.runData[nodeName] ?? [];
	return {
		id: Number(row['id']),
		status: String(row['status']),
		mode: String(row['mode']),
		error: data.resultData.error as ExecutionFailure | undefined,
		data,
		output: (nodeName) => {
			const branches = runs(nodeName).at(-1)?.data?.['main'] ?? [];
			return branches.map((items) => items ?? []);
		},
		runs,
	};
}

/**
 * Whether an execution has ended or waits, and n8n has recorded what it did: n8n 1 writes the status down first.
 *
 * @param execution as it was read
 */
export function isRecorded({ status, error, data }: Execution): boolean {
	if (status === 'new' || status === 'running') return false;
	const hasRun = Object.keys(data.resultData.runData).length > 0;
	return status === 'canceled' || (status === 'error' ? error !== undefined : hasRun);
}
