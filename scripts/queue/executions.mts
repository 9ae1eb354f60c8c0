import { parse } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';
import type { Cluster } from './cluster.mts';

/** An execution by webhook that died with its worker. */
interface Crashed {
	id: number;
	/** Of the voice that was asked for. */
	name: string;
}

/** How a retry of an execution has ended. */
interface Retried {
	status: string;
	/** The voice that came out of it. */
	voiceId?: string;
}

const DATA =
	'execution_entity execution JOIN execution_data data ON data."executionId" = execution.id';

/** The executions of a workflow that came after this one and are marked as crashed, oldest first. */
export async function crashedSince(
	{ services }: Cluster,
	workflowId: string,
	after: number,
): Promise<Crashed[]> {
	const rows = await services.database.connection.rows(
		`SELECT execution.id, data.data FROM ${DATA} WHERE execution."workflowId" = ? AND execution.mode = 'webhook'
		AND execution.status = 'crashed' AND execution.id > ? ORDER BY execution.id`,
		workflowId,
		String(after),
	);
	return rows.map(({ id, data }) => ({
		id: Number(id),
		name: nameIn(parse(String(data)) as IRunExecutionData),
	}));
}

/** The number of the newest execution of all; 0 when there is none. */
export async function newestExecution({ services }: Cluster): Promise<number> {
	const row = await services.database.connection.first(
		'SELECT coalesce(max(id), 0) AS newest FROM execution_entity',
	);
	return Number(row?.['newest']);
}

/** "Retry" in the list of executions; gives how it has ended, or why it could not be made. */
export async function retry({ session, services }: Cluster, id: number): Promise<Retried> {
	try {
		await session.post(`/rest/executions/${id}/retry`, { loadWorkflow: false });
	} catch (error) {
		return { status: String(error) };
	}
	const row = await services.database.connection.first(
		`SELECT execution.status, data.data FROM ${DATA} WHERE execution."retryOf" = ? ORDER BY execution.id DESC LIMIT 1`,
		String(id),
	);
	if (row === undefined) return { status: 'no retry' };
	const { resultData } = parse(String(row['data'])) as IRunExecutionData;
	const voice = resultData.runData['Vogent']?.at(-1)?.data?.['main']?.[0]?.[0]?.json;
	return { status: String(row['status']), voiceId: voice?.['id'] as string | undefined };
}

/** What was posted to the webhook. Before the webhook's node has run, its item is on the stack. */
function nameIn({ executionData, resultData }: IRunExecutionData): string {
	const onStack = executionData?.nodeExecutionStack[0]?.data['main']?.[0]?.[0];
	const given = resultData.runData['Webhook']?.[0]?.data?.['main']?.[0]?.[0];
	const body = (onStack ?? given)?.json['body'] as { name?: string } | undefined;
	return String(body?.name);
}
