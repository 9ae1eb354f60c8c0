import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type {
	PlannedAnswer,
	ReceivedRequest,
	Simulator,
	Voice,
} from '../../../simulator/client.mts';
import { cloneParameters } from '../../support/clone.mts';
import { SPEED } from '../../support/fastClock.mts';
import type { MatrixRow } from '../table.mts';
import { runInEngine, type EngineResult } from './engine.mts';

/** What was seen of one row. */
export interface Outcome {
	row: MatrixRow;
	apiKey: string;
	result: EngineResult;
	requests: ReceivedRequest[];
	/** Those that were not there before. */
	newVoices: Voice[];
	/** All voices that the service has in the end. */
	voices: Voice[];
}

/** Longer than any row goes on. */
const FOR_EVER = 100;

/** Less than the waits before the third try, which take 1.5 seconds at least; a busy machine may take a few more. */
const REFUSED_MS = 1200 / SPEED;
const TRIES_WHILE_REFUSED = 10;

const ON_ERROR = {
	stop: 'stopWorkflow',
	continue: 'continueRegularOutput',
	'error output': 'continueErrorOutput',
} as const;

/** Runs a row against a simulator; `items` are the two clips, Anna's and Bea's. */
export async function runRow(
	row: MatrixRow,
	simulator: Simulator,
	items: INodeExecutionData[],
): Promise<Outcome> {
	await simulator.reset();
	await simulator.settings({ pageSize: 4, listedAfterMs: (row.listedAfterMs ?? 0) / SPEED });
	const before = new Set((await simulator.voices()).map(({ id }) => id));
	const planned = planOf(row, simulator);
	if (planned !== undefined) await simulator.plan(planned);
	if (row.also !== undefined) await simulator.plan(row.also);
	if (isRefusedAtFirst(row)) await simulator.refuse(REFUSED_MS);
	const result = await runInEngine({
		parameters: parametersOf(row),
		settings: {
			onError: ON_ERROR[row.onError],
			retryOnFail: row.retryOnFail ?? false,
			maxTries: 2,
			waitBetweenTries: 1,
		},
		items: row.operation === 'Get Many' ? [{ json: {} }] : items,
		credential: { apiKey: simulator.apiKey, baseUrl: await baseUrlOf(row, simulator) },
	});
	const voices = await simulator.voices();
	return {
		row,
		apiKey: simulator.apiKey,
		result,
		requests: await simulator.requests(),
		newVoices: voices.filter(({ id }) => !before.has(id)),
		voices,
	};
}

function planOf(
	{ operation, fault, lasts, on, hits }: MatrixRow,
	{ apiKey, baseUrl }: Simulator,
): PlannedAnswer | undefined {
	if (fault.answer === undefined) return undefined;
	const place =
		on ??
		(operation === 'Get Many'
			? { path: '/voices', skip: 1 }
			: { path: '/voices/clone', skip: hits === undefined ? 1 : 0 });
	const written = JSON.stringify({
		...fault.answer,
		...place,
		times: lasts === 'once' ? 1 : FOR_EVER,
	})
		.replaceAll('{key}', apiKey)
		.replaceAll('{elsewhere}', `${baseUrl}/elsewhere`)
		.replaceAll('{soon}', new Date(Date.now() + 4000).toUTCString());
	return JSON.parse(written) as PlannedAnswer;
}

function parametersOf(row: MatrixRow): INodeParameters {
	const { operation, fault, hits, settleSeconds = 10 } = row;
	// On a busy machine, an answer that comes can take seconds.
	const timeout = fault.answer?.stall === undefined ? 60 : 2;
	const common = { timeout, maxTries: isRefusedAtFirst(row) ? TRIES_WHILE_REFUSED : 3 };
	if (operation === 'Get Many') {
		return { resource: 'voice', operation: 'getAll', returnAll: true, options: common };
	}
	const ifNameExists = {
		'Clone: Create Anyway': 'createAnyway',
		'Clone: Use Existing Voice': 'reuse',
		'Clone: Fail': 'fail',
	}[operation];
	return cloneParameters({
		name: '={{ $json.name }}',
		options: { ...common, ifNameExists, settleSeconds, maxConcurrency: hits === 'both' ? 2 : 1 },
	});
}

function isRefusedAtFirst({ fault, lasts }: MatrixRow): boolean {
	return fault.connection === 'refused' && lasts === 'once';
}

async function baseUrlOf(row: MatrixRow, { baseUrl }: Simulator): Promise<string> {
	if (row.fault.connection === 'unknown host') return 'http://vogent.invalid/api';
	if (row.fault.connection === undefined || isRefusedAtFirst(row)) return baseUrl;
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return `http://127.0.0.1:${port}/api`;
}
