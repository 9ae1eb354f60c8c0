import { freePort } from './ports.mts';
import { startProcess, type N8nProcess } from './process.mts';
import { isReady } from './server.mts';

/** A worker of n8n's queue mode that runs. */
export type N8nWorker = N8nProcess;

/** How a worker is started. */
export interface WorkerOptions {
	directory: string;
	/** The same as the server's, with a port of its own for the task runner. */
	env: Record<string, string>;
	/** What it is told apart by from other workers of the instance; one that takes its place has the same. */
	name: string;
	/** How many executions it works on at the same time. */
	concurrency: number;
	/** How long it may take until it is ready; 90 s by default. */
	timeoutMs?: number;
}

/**
 * Starts `n8n worker` and waits until it takes executions from the queue.
 *
 * @throws {Error} with n8n's output when it ends or is not ready in time
 */
export async function startWorker(options: WorkerOptions): Promise<N8nWorker> {
	const { directory, env, name, concurrency, timeoutMs = 90_000 } = options;
	const port = await freePort();
	const worker = startProcess(['worker', `--concurrency=${concurrency}`], {
		directory,
		env: {
			...env,
			N8N_PORT: String(await freePort()),
			// When it starts again, it takes what this file says to have begun and not ended for crashed.
			N8N_EVENTBUS_LOGWRITER_LOGBASENAME: `events-of-${name}`,
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
		},
	});
	let over = false;
	void worker.ended.then(() => {
		over = true;
	});
	const deadline = Date.now() + timeoutMs;
	while (!(await isReady(`http://127.0.0.1:${port}`))) {
		if (over || Date.now() > deadline) {
			await worker.stop();
			throw new Error(`The worker did not start:\n${worker.log()}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return worker;
}
