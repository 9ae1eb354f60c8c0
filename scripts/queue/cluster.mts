import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { signIn, publish, type Session } from '../../test/e2e/support/session.mts';
import { credential } from '../../test/e2e/support/workflows.mts';
import { createHome, type N8nHome } from '../../test/n8n/home.mts';
import { withTarball } from '../../test/n8n/package.mts';
import { repositoryDirectory } from '../../test/n8n/paths.mts';
import { freePort } from '../../test/n8n/ports.mts';
import type { N8nServer } from '../../test/n8n/server.mts';
import type { WorkflowToImport } from '../../test/n8n/types.mts';
import type { N8nWorker } from '../../test/n8n/worker.mts';
import { launchSimulator, type Simulator } from '../../test/simulator/client.mts';
import type { Services } from './services.mts';

const LOGS = path.join(repositoryDirectory, '.cache', 'logs', 'queue');

/** How many executions each worker works on at the same time: 20 clones leave room for calls that come in. */
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

/** n8n in queue mode: a main process and two workers, with the package, and the simulator in place of Vogent. */
export interface Cluster {
	services: Services;
	simulator: Simulator;
	home: N8nHome;
	main: N8nServer;
	session: Session;
	workers: [N8nWorker, N8nWorker];
	/** Writes down what the processes have written; gives the folder. */
	saveLogs: () => Promise<string>;
	/** Ends the first worker at once, as a crash does, and starts another in its place. */
	crashWorker: () => Promise<void>;
	remove: () => Promise<void>;
}

/** Makes one in which these workflows are published. */
export async function openCluster(
	services: Services,
	workflows: WorkflowToImport[],
): Promise<Cluster> {
	const simulator = await launchSimulator();
	const port = await freePort();
	const home = await makeHome(services, port);
	const remove = async () => {
		await home.remove();
		await simulator.stop();
	};
	try {
		await home.importCredentials([credential(simulator)]);
		await home.importWorkflows(workflows);
		const main = await home.start({ port });
		const session = await signIn(main.url);
		const start = (name: string) => home.startWorker({ name, concurrency: WORKER_CONCURRENCY });
		const workers = await Promise.all([start('first'), start('second')]);
		const ids = workflows.map(({ id }) => id);
		await publish(main, session, ids);
		let crashedLog = '';
		const crashWorker = async () => {
			await workers[0].kill();
			crashedLog += workers[0].log();
			workers[0] = await start('first');
		};
		const saveLogs = async () => {
			await mkdir(LOGS, { recursive: true });
			await writeFile(path.join(LOGS, 'main.log'), main.log());
			await writeFile(path.join(LOGS, 'first-worker.log'), crashedLog + workers[0].log());
			await writeFile(path.join(LOGS, 'second-worker.log'), workers[1].log());
			return LOGS;
		};
		return { services, simulator, home, main, session, workers, saveLogs, crashWorker, remove };
	} catch (error) {
		await remove();
		throw error;
	}
}

async function makeHome({ database, redis }: Services, mainPort: number): Promise<N8nHome> {
	return await withTarball((tarball) =>
		createHome({
			tarball,
			binaryDataMode: 'database',
			query: database.connection.first,
			env: {
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: database.address.host,
				DB_POSTGRESDB_PORT: String(database.address.port),
				DB_POSTGRESDB_USER: database.address.user,
				DB_POSTGRESDB_DATABASE: database.address.database,
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
			},
		}),
	);
}
