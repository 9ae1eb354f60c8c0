import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createHome, type N8nHome } from '../../test/n8n/home.mts';
import type { BinaryDataMode } from '../../test/n8n/lines.mts';
import type { CredentialToImport, WorkflowToImport } from '../../test/n8n/types.mts';
import type { Figures } from './figures.mts';
import { MEASURED } from './workflows.mts';

const BUFFERED = path.join(import.meta.dirname, 'buffered');
const TIMEOUT_MS = 600_000;

/** An n8n for the bench. */
export interface Instance {
	/** Runs a workflow in a fresh n8n, as its imports left it; frees the disk afterwards. */
	run: (workflowId: string) => Promise<Figures>;
	remove: () => Promise<void>;
}

/**
 * Makes an n8n with the package, the buffered node and these workflows in it.
 *
 * @param clips the folder whose files workflows may read
 */
export async function makeInstance(options: {
	tarball: string;
	mode: BinaryDataMode;
	clips: string;
	credentials: CredentialToImport[];
	workflows: WorkflowToImport[];
}): Promise<Instance> {
	const { tarball, mode, clips, credentials, workflows } = options;
	const storage = await mkdtemp(path.join(tmpdir(), 'vogent-bench-storage-'));
	const home = await createHome({
		tarball,
		binaryDataMode: mode,
		env: { N8N_STORAGE_PATH: storage },
		fileAccess: [clips],
	});
	const installed = path.join(home.directory, '.n8n', 'nodes', 'node_modules');
	await cp(BUFFERED, path.join(installed, 'n8n-nodes-buffered'), { recursive: true });
	await home.importCredentials(credentials);
	await home.importWorkflows(workflows);
	const database = await keepDatabase(home);
	return {
		run: async (workflowId) => {
			try {
				return await execute(home, workflowId);
			} finally {
				// n8n keeps a copy of the clips for each execution: there, in its database, or in the execution's data.
				await rm(storage, { recursive: true, force: true });
				await database.restore();
			}
		},
		remove: async () => {
			await home.remove();
			await rm(storage, { recursive: true, force: true });
		},
	};
}

async function execute(home: N8nHome, workflowId: string): Promise<Figures> {
	const execution = await home.execute(workflowId, { timeoutMs: TIMEOUT_MS });
	const [run] = execution.runs(MEASURED);
	if (execution.status !== 'success' || run === undefined) {
		throw new Error(`${workflowId}: ${execution.status}, ${JSON.stringify(execution.error)}`);
	}
	const { seconds, cpuSeconds, peakMemoryMB } = execution.process;
	if (seconds === undefined || cpuSeconds === undefined || peakMemoryMB === undefined) {
		throw new Error(`${workflowId}: n8n did not say what it took`);
	}
	return {
		seconds: run.executionTime / 1000,
		wholeSeconds: seconds,
		cpuSeconds,
		peakMB: peakMemoryMB,
	};
}

/** Keeps a copy of the database as it is now, so that each run finds the same. */
async function keepDatabase(home: N8nHome): Promise<{ restore: () => Promise<void> }> {
	const folder = path.join(home.directory, '.n8n');
	const kept = path.join(home.directory, 'kept');
	const files = async (of: string) =>
		(await readdir(of)).filter((name) => name.startsWith('database.sqlite'));
	for (const name of await files(folder)) {
		await cp(path.join(folder, name), path.join(kept, name));
	}
	return {
		restore: async () => {
			for (const name of await files(folder)) await rm(path.join(folder, name));
			for (const name of await files(kept)) {
				await cp(path.join(kept, name), path.join(folder, name));
			}
		},
	};
}
