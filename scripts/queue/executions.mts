import { parse } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';
import type { Cluster } from './cluster.mts';

/** An execution of which there is no more than this to be known. */
export interface Listed {
	id: number;
	status: string;
	/** What was posted to the webhook it starts with; undefined where n8n has forgotten it. */
	posted: Record<string, unknown> | undefined;
}

/** How a retry of an execution has ended. */
export interface Retried {
	status: string;
	/** The voice that came out of it. */
	voiceId: string | undefined;
}

/** All executions of a workflow by webhook that came after this one and have one of these statuses, oldest first. */
export async function executionsOf(
	{ services }: Cluster,
	workflowId: string,
	statuses: string[],
	after = 0,
): Promise<Listed[]> {
	const rows = await services.database.connection.rows(
		`SELECT execution.id, execution.status, data.data
		FROM execution_entity execution JOIN execution_data data ON data."executionId" = execution.id
		WHERE execution."workflowId" = ? AND execution.mode = 'webhook' AND execution.id > ?
		AND execution.status IN (${statuses.map(() => '?').join(', ')}) ORDER BY execution.id`,
		workflowId,
		String(after),
		...statuses,
	);
	return rows.map(({ id, status, data }) => ({
		id: Number(id),
		status: String(status),
		posted: postedOf(parse(String(data)) as IRunExecutionData),
	}));
}

/** The number of the newest execution of all; 0 when there is none. */
export async function newestExecution({ services }: Cluster): Promise<number> {
	const row = await services.database.connection.first(
		'SELECT coalesce(max(id), 0) AS newest FROM execution_entity',
	);
	return Number(row?.['newest']);
}

/**
 * How the newest retry of an execution has ended, when it has.
 *
 * @throws {Error} when there is none
 */
export async function outcomeOfRetry({ services }: Cluster, executionId: number): Promise<Retried> {
	const row = await services.database.connection.first(
		`SELECT execution.status, data.data
		FROM execution_entity execution JOIN execution_data data ON data."executionId" = execution.id
		WHERE execution."retryOf" = ? ORDER BY execution.id DESC LIMIT 1`,
		String(executionId),
	);
	if (row === undefined) throw new Error(`Execution ${executionId} has no retry`);
	const { resultData } = parse(String(row['data'])) as IRunExecutionData;
	const voice = resultData.runData['Vogent']?.at(-1)?.data?.['main']?.[0]?.[0]?.json;
	const voiceId = voice?.['id'];
	return {
		status: String(row['status']),
		voiceId: typeof voiceId === 'string' ? voiceId : undefined,
	};
}

/** Before the webhook's node has run, its item is on the stack. */
function postedOf({ executionData, resultData }: IRunExecutionData) {
	const onStack = executionData?.nodeExecutionStack[0]?.data['main']?.[0]?.[0]?.json['body'];
	const given = resultData.runData['Webhook']?.[0]?.data?.['main']?.[0]?.[0]?.json['body'];
	return (onStack ?? given) as Record<string, unknown> | undefined;
}
