import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { publish, signIn, type Session } from '../../test/e2e/support/session.mts';
import { credential } from '../../test/e2e/support/workflows.mts';
import { createHome, type N8nHome } from '../../test/n8n/home.mts';
import { withTarball } from '../../test/n8n/package.mts';
import { repositoryDirectory } from '../../test/n8n/paths.mts';
import { freePort } from '../../test/n8n/ports.mts';
import type { N8nServer } from '../../test/n8n/server.mts';
import type { WorkflowToImport } from '../../test/n8n/types.mts';
import type { N8nWorker } from '../../test/n8n/worker.mts';
import { launchSimulator, type Simulator } from '../../test/simulator/client.mts';
import type { AtEnd } from '../runCommand.mts';
import type { Services } from './services.mts';

const LOGS = path.join(repositoryDirectory, '.cache', 'logs', 'queue');

/** How many executions each worker works on at the same time. */
const WORKER_CONCURRENCY = 15;

/**
 * How long n8n takes a worker that says nothing for alive. Then it gives up what that worker had, and forgets its input:
 * time enough for the worker to start again, which makes its executions fit to be retried.
 */
export const LOCK_MS = 120_000;

/**
 * How many jobs that are done stay in Redis. By default none do, and the main process then waits for ever for one that is
 * done before it has begun to wait.
 */
const KEPT_JOBS = '1000';

/** How long a process may take to start, on a machine that does other work. */
export const START_LIMIT_MS = 180_000;

/** n8n in queue mode: a main process and two workers, with the package, and the simulator in place of Vogent. */
export interface Cluster {
	services: Services;
	simulator: Simulator;
	home: N8nHome;
	main: N8nServer;
	session: Session;
	/** Ends the first worker at once, as a crash does, and starts another in its place. */
	crashWorker: () => Promise<void>;
	/** Writes down what the processes have written; gives the folder. */
	saveLogs: () => Promise<string>;
}

/**
 * Makes one in which these workflows are published.
 *
 * @param atEnd gets what removes it
 */
export async function openCluster(
	services: Services,
	workflows: WorkflowToImport[],
	atEnd: AtEnd,
): Promise<Cluster> {
	const simulator = await launchSimulator();
	atEnd(() => simulator.stop());
	const port = await freePort();
	const home = await withTarball((tarball) =>
		createHome({
			tarball,
			binaryDataMode: 'database',
			query: services.database.connection.first,
			env: queueMode(services, port),
		}),
	);
	atEnd(() => home.remove());
	await home.importCredentials([credential(simulator)]);
	await home.importWorkflows(workflows);
	const main = await home.start({ port, timeoutMs: START_LIMIT_MS });
	const session = await signIn(main.url);
	const startWorker = (name: string) =>
		home.startWorker({ name, concurrency: WORKER_CONCURRENCY, timeoutMs: START_LIMIT_MS });
	const workers = await Promise.all([startWorker('first'), startWorker('second')]);
	const crashed: N8nWorker[] = [];
	await publish(
		main,
		session,
		workflows.map(({ id }) => id),
	);
	return {
		services,
		simulator,
		home,
		main,
		session,
		crashWorker: async () => {
			await workers[0].kill();
			crashed.push(workers[0]);
			workers[0] = await startWorker('first');
		},
		saveLogs: async () => {
			await mkdir(LOGS, { recursive: true });
			const ofWorkers = [...crashed, ...workers].map((worker) => worker.log());
			await writeFile(path.join(LOGS, 'main.log'), main.log());
			await writeFile(path.join(LOGS, 'workers.log'), ofWorkers.join('\n'));
			return LOGS;
		},
	};
}

function queueMode({ database, redis }: Services, mainPort: number): Record<string, string> {
	const { address } = database;
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: address.host,
		DB_POSTGRESDB_PORT: String(address.port),
		DB_POSTGRESDB_USER: address.user,
		DB_POSTGRESDB_DATABASE: address.database,
		DB_POSTGRESDB_POOL_SIZE: '10',
		EXECUTIONS_MODE: 'queue',
		// A worker gives it to Vogent, as the address where the execution that it parks is woken.
		N8N_WEBHOOK_URL: `http://127.0.0.1:${mainPort}/`,
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_PREFIX: redis.prefix,
		QUEUE_WORKER_LOCK_DURATION: String(LOCK_MS),
		N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: KEPT_JOBS,
		N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: KEPT_JOBS,
		N8N_REDIS_KEY_PREFIX: redis.prefix,
	};
}
