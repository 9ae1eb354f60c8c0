import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';

import { callNode, callWorkflow, people } from '../../test/e2e/support/calls.mts';
import { createInstance, type Instance } from '../../test/e2e/support/instance.mts';
import { publish, signIn, type Session } from '../../test/e2e/support/session.mts';
import { until } from '../../test/e2e/support/until.mts';
import { eventAddress } from '../../test/e2e/support/waiting.mts';
import { node } from '../../test/e2e/support/workflows.mts';
import { line } from '../../test/n8n/lines.mts';
import type { N8nServer } from '../../test/n8n/server.mts';
import { markdownTable } from '../docs/table.mts';
import { cpuSeconds } from '../queue/usage.mts';
import { endWithParent } from '../set-up/parent.mts';
import { withProgress } from '../set-up/progress.cjs';

/** So many calls end together, unless the command line says how many. */
const CALLS = Number(process.argv[2] ?? 100);
const RUNS = 3;

/** How often somebody opens the editor meanwhile. */
const VISIT_EVERY_MS = 100;

const IDLE = path.join(import.meta.dirname, 'idle');

interface Bench {
	instance: Instance;
	server: N8nServer;
	session: Session;
	/** Where the idle node writes the address of its events. */
	addressFile: string;
}

interface Figures {
	/** Until the last event was answered. */
	answeredSeconds: number;
	/** Of n8n, until the execution went on. */
	cpuSeconds: number;
	lookUps: number;
	wakeUps: number;
	/** The slowest answer to others meanwhile. */
	visitMs: number;
	refused: number;
}

async function open(): Promise<Bench> {
	const instance = await createInstance();
	const { home } = instance;
	const addressFile = path.join(home.files, 'address');
	await cp(IDLE, path.join(home.directory, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-idle'), {
		recursive: true,
	});
	const idle = node('Vogent', 'n8n-nodes-idle.idle', { file: addressFile });
	await home.importWorkflows([callWorkflow('idle', idle), callWorkflow('calls', callNode())]);
	const server = await home.start();
	const session = await signIn(server.url);
	await publish(server, session, ['idle', 'calls']);
	return { instance, server, session, addressFile };
}

/** Parks an execution with so many items, has all calls end, and sends so many events at the same moment. */
async function measure(bench: Bench, workflow: 'idle' | 'calls', count: number): Promise<Figures> {
	const { instance, server, addressFile } = bench;
	const { simulator, home } = instance;
	await simulator.reset();
	await simulator.planCalls({ events: [] });
	await fetch(`${server.url}/webhook/${workflow}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ people: people(...Array.from({ length: count }, String)) }),
	});
	await until('a parked execution', async () =>
		(await home.lastExecution(workflow)).status === 'waiting' ? true : undefined,
	);
	const address =
		workflow === 'idle' ? await readFile(addressFile, 'utf8') : await eventAddress(simulator);
	await simulator.advance(60_000);
	await simulator.clearRequests();
	const cpuBefore = await cpuSeconds(server.pid);
	const visits = visit(server.url);
	const begin = performance.now();
	const statuses = await Promise.all(
		Array.from({ length: count }, async () => {
			const response = await fetch(address, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ event: 'dial.updated', payload: { status: 'completed' } }),
			});
			await response.arrayBuffer();
			return response.status;
		}),
	);
	const answeredSeconds = (performance.now() - begin) / 1000;
	if (workflow === 'calls') {
		await until('the end', async () =>
			(await home.lastExecution(workflow)).status === 'success' ? true : undefined,
		);
	}
	const execution = await home.lastExecution(workflow);
	return {
		answeredSeconds,
		cpuSeconds: (await cpuSeconds(server.pid)) - cpuBefore,
		lookUps: (await simulator.requests()).filter(({ method }) => method === 'GET').length,
		wakeUps: execution.runs('After').length,
		visitMs: await visits.stop(),
		refused: statuses.filter((status) => status !== 200).length,
	};
}

/** Asks n8n again and again for what the editor and a load balancer ask; gives how long the slowest answer took. */
function visit(url: string): { stop: () => Promise<number> } {
	let isOver = false;
	let slowest = 0;
	const goRound = async (path: string) => {
		while (!isOver) {
			const begin = performance.now();
			await (await fetch(`${url}${path}`)).arrayBuffer();
			slowest = Math.max(slowest, performance.now() - begin);
			await new Promise((resolve) => setTimeout(resolve, VISIT_EVERY_MS));
		}
	};
	const rounds = [goRound('/healthz'), goRound('/rest/login')];
	return {
		stop: async () => {
			isOver = true;
			await Promise.all(rounds);
			return slowest;
		},
	};
}

endWithParent();
const bench = await withProgress(`Starting n8n ${line.version}`, open);
try {
	const cases = [
		{ name: 'Does nothing', workflow: 'idle', count: CALLS },
		{ name: 'One call', workflow: 'calls', count: 1 },
		{ name: `${CALLS} calls`, workflow: 'calls', count: CALLS },
	] as const;
	const rows: string[][] = [];
	// The first run loads what the others find loaded.
	await measure(bench, 'calls', 2);
	for (let run = 1; run <= RUNS; run++) {
		let nothing = 0;
		for (const { name, workflow, count } of cases) {
			const figures = await withProgress(`${name}, run ${run}`, () =>
				measure(bench, workflow, count),
			);
			if (workflow === 'idle') nothing = figures.answeredSeconds;
			rows.push([
				name,
				figures.answeredSeconds.toFixed(2),
				count === CALLS ? (figures.answeredSeconds / nothing).toFixed(2) : '',
				figures.cpuSeconds.toFixed(2),
				String(figures.lookUps),
				String(figures.wakeUps),
				figures.visitMs.toFixed(0),
				String(figures.refused),
			]);
		}
	}
	const head = [
		'',
		'Answered (s)',
		'× nothing',
		'CPU (s)',
		'Look-ups',
		'Wake-ups',
		'Visits (ms)',
		'Refused',
	];
	process.stdout.write(`\n${markdownTable(head, rows, { textColumns: 1 })}\n`);
} finally {
	await bench.instance.remove();
}
