import { join } from 'node:path';
import { until } from '../../test/e2e/support/until.mts';
import {
	fixtures,
	node,
	readFiles,
	vogentNode,
	workflow,
} from '../../test/e2e/support/workflows.mts';
import { readExecutionById, type Execution } from '../../test/n8n/executions.mts';
import { CONCURRENCY, namesOf, voicesNamed } from './clones.mts';
import type { Cluster } from './cluster.mts';
import { bytes, exactly, number, seconds, told, type Row, type Section } from './report.mts';
import { forgetPeak, memoryBytes, peakBytes } from './usage.mts';

const ITEMS = 10_000;
const TIME_LIMIT_MS = 1_800_000;
const CLONE = '/voices/clone';

const id = 'long-list';

/** Makes a voice for each name of a list that is posted, all of them from one clip. */
export const longListWorkflow = workflow(id, [
	node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{
			httpMethod: 'POST',
			path: id,
			responseMode: 'onReceived',
			options: { responseData: '={{ $execution.id }}' },
		},
		{ typeVersion: 2, webhookId: id },
	),
	readFiles(join(fixtures, 'clip.wav')),
	node(
		'List',
		'n8n-nodes-base.set',
		{
			assignments: {
				assignments: [
					{
						id: 'voices',
						name: 'voices',
						type: 'array',
						value: "={{ $('Webhook').first().json.body.voices }}",
					},
				],
			},
			options: {},
		},
		{ typeVersion: 3.4 },
	),
	node('Voices', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'voices', options: {} }),
	vogentNode({
		name: '={{ $json.voices }}',
		binaryPropertyName: "={{ $('Files').first().binary.data }}",
		options: { ifNameExists: 'reuse', maxConcurrency: CONCURRENCY },
	}),
]);

/** An execution with a long list, what it has used, and what the editor gets of it. */
interface Measured {
	execution: Execution;
	rows: Row[];
}

/** One execution of many items; then another that fails at its end, and its retry. */
export async function cloneLongList(cluster: Cluster): Promise<Section[]> {
	const { simulator, session } = cluster;
	const names = namesOf('Of a list', ITEMS);
	const succeeded = await run(cluster, names);
	const single = await singleVoices(cluster, names);
	const items = succeeded.execution.output('Vogent')[0]?.length ?? 0;

	const others = namesOf('Of a list that fails', ITEMS);
	await simulator.plan({
		path: CLONE,
		skip: ITEMS - 1,
		status: 422,
		body: { message: 'The clip is too noisy' },
	});
	const failed = await run(cluster, others);
	const { error } = failed.execution;
	const created = error?.context?.['created'];
	const uploadsBefore = await uploads(cluster);
	const start = performance.now();
	await session.post(`/rest/executions/${failed.execution.id}/retry`, { loadWorkflow: false });
	const retryMs = performance.now() - start;
	const sentAgain = (await uploads(cluster)) - uploadsBefore;
	return [
		{
			title: `One execution of ${number(ITEMS)} items`,
			rows: [
				exactly('items that came out', items, ITEMS),
				exactly('names with exactly one voice', single, ITEMS),
				...succeeded.rows,
			],
		},
		{
			title: `One execution of ${number(ITEMS)} items, of which one of the last fails`,
			rows: [
				exactly(
					'voices that the error lists',
					Array.isArray(created) ? created.length : 0,
					ITEMS - 1,
				),
				...failed.rows,
				told('the error, as n8n keeps it', bytes(JSON.stringify(error ?? {}).length)),
				told(
					'what the user reads of it, in characters',
					number(`${error?.message}${error?.description}`.length),
				),
				exactly('clips that a retry sends', sentAgain, 1),
				exactly(
					'names with exactly one voice after it',
					await singleVoices(cluster, others),
					ITEMS,
				),
				told('time of the retry', seconds(retryMs)),
			],
		},
	];
}

async function run(cluster: Cluster, names: string[]): Promise<Measured> {
	const { main, session, services, workers } = cluster;
	await Promise.all(workers.map(({ pid }) => forgetPeak(pid)));
	const memoryBefore = await Promise.all(workers.map(({ pid }) => memoryBytes(pid)));
	const start = performance.now();
	const response = await fetch(`${main.url}/webhook/${id}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ voices: names }),
	});
	const executionId = Number(/\d+/.exec(await response.text())?.[0]);
	const isOver = async () => {
		const row = await services.database.connection.first(
			'SELECT status FROM execution_entity WHERE id = ?',
			String(executionId),
		);
		return ['success', 'error', 'crashed'].includes(String(row?.['status'])) ? true : undefined;
	};
	await until(`execution ${executionId}`, isOver, TIME_LIMIT_MS);
	const ms = performance.now() - start;
	const peaks = await Promise.all(workers.map(({ pid }) => peakBytes(pid)));
	const worker = workers.findIndex((one) =>
		one.log().includes(`started execution ${executionId} `),
	);
	const stored = await services.database.connection.first(
		'SELECT octet_length(data) AS bytes FROM execution_data WHERE "executionId" = ?',
		String(executionId),
	);
	const openedAt = performance.now();
	const opened = JSON.stringify(await session.get(`/rest/executions/${executionId}`));
	const openMs = performance.now() - openedAt;
	const execution = await readExecutionById(services.database.connection.first, executionId);
	if (!execution) throw new Error(`n8n has nothing of execution ${executionId}`);
	return {
		execution,
		rows: [
			told('time', seconds(ms)),
			told('memory of the worker before', bytes(memoryBefore[worker] ?? 0)),
			told('memory of the worker at its peak', bytes(peaks[worker] ?? 0)),
			told('the execution, as n8n stores it', bytes(Number(stored?.['bytes']))),
			told('its output', bytes(JSON.stringify(execution.output('Vogent')).length)),
			told(
				'what the editor gets when it opens it',
				`${bytes(opened.length)} in ${seconds(openMs)}`,
			),
		],
	};
}

async function singleVoices(cluster: Cluster, names: string[]): Promise<number> {
	const voices = await voicesNamed(cluster, names);
	return [...voices.values()].filter(({ length }) => length === 1).length;
}

async function uploads({ simulator }: Cluster): Promise<number> {
	return (await simulator.requests()).filter(({ path }) => path === CLONE).length;
}
