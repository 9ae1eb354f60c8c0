import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { databaseIn, queryDatabase, type Query } from './database.mts';
import { inheritedEnvironment } from './environment.mts';
import { isRecorded, readLastExecution, type Execution } from './executions.mts';
import { binaryDataMode, line, type BinaryDataMode } from './lines.mts';
import { installPackage, type PackageSource } from './package.mts';
import { repositoryDirectory } from './paths.mts';
import { freePort } from './ports.mts';
import { startProcess, type ProcessResult } from './process.mts';
import { startServer, type N8nServer, type ServerOptions } from './server.mts';
import type { CredentialToImport, WorkflowToImport } from './types.mts';
import { startWorker, type N8nWorker, type WorkerOptions } from './worker.mts';

/** How an instance is made. */
export interface HomeOptions {
	/** The package's tarball, or what installs the package in another way. */
	tarball: PackageSource;
	/** Settings of n8n besides the ones every home has. */
	env?: Record<string, string>;
	/** Its folder, emptied first; a new temporary one by default. */
	directory?: string;
	/** How n8n keeps files; as this run does, by default. */
	binaryDataMode?: BinaryDataMode;
	/** Where n8n keeps files in the mode `filesystem`; in its folder, by default. */
	storage?: string;
	/** Folders that workflows may read and write besides `files` and the test fixtures. */
	fileAccess?: string[];
	/** An SQLite database to begin with, instead of an empty one. */
	database?: string;
	/** Asks its database, where `env` gives it another one than n8n's own SQLite. */
	query?: Query;
}

/** An n8n instance of its own: folder, database, encryption key. */
export interface N8nHome {
	/** The instance's folder (N8N_USER_FOLDER). */
	directory: string;
	/** A folder in it for files that workflows read and write. */
	files: string;
	/** Asks its database, whether n8n is running on it or not. */
	query: Query;
	/** Runs an n8n command to its end; kills it and rejects when it takes longer than `timeoutMs` (2 minutes). */
	run(args: string[], options?: { timeoutMs?: number }): Promise<ProcessResult>;
	/** Imports credentials, all in one command; rejects with n8n's output when it fails. */
	importCredentials(credentials: CredentialToImport[]): Promise<void>;
	/** Imports workflows, all in one command; rejects with n8n's output when it fails. */
	importWorkflows(workflows: WorkflowToImport[]): Promise<void>;
	/**
	 * Runs a workflow from its trigger by `n8n execute`. A workflow that fails is an execution with an `error`; it
	 * rejects, with n8n's output, when there was no execution at all.
	 */
	execute(
		workflowId: string,
		options?: { timeoutMs?: number },
	): Promise<Execution & { process: ProcessResult }>;
	/** Starts the server on a free port of 127.0.0.1, or on `port`; resolves when it is ready to work. */
	start(options?: Omit<ServerOptions, 'directory' | 'env' | 'query'>): Promise<N8nServer>;
	/**
	 * Starts a worker, which takes what the server puts into the queue, where `env` says that there is one; resolves when
	 * it is ready to work.
	 */
	startWorker(options: Omit<WorkerOptions, 'directory' | 'env'>): Promise<N8nWorker>;
	/** The newest execution of a workflow that has ended or waits; waits up to `timeoutMs` (20 s) for one. */
	lastExecution(workflowId: string, options?: { timeoutMs?: number }): Promise<Execution>;
	/** Stops what still runs on it and removes the folder. */
	remove(): Promise<void>;
}

const QUIET_AND_OFFLINE = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_LOG_LEVEL: 'info',
};

/**
 * Makes an n8n instance with the package installed in it.
 *
 * @param options see HomeOptions
 * @throws {Error} when the package cannot be installed
 */
export async function createHome(options: HomeOptions): Promise<N8nHome> {
	if (options.directory)
		await rm(options.directory, { recursive: true, force: true, maxRetries: 5 });
	const directory = options.directory ?? (await mkdtemp(path.join(tmpdir(), 'vogent-n8n-')));
	try {
		await mkdir(filesIn(directory), { recursive: true });
		await installPackage(options.tarball, directory);
		if (options.database) await cp(options.database, databaseIn(directory));
	} catch (error) {
		await rm(directory, { recursive: true, force: true, maxRetries: 5 });
		throw error;
	}
	return homeIn(directory, options);
}

const filesIn = (directory: string) => path.join(directory, 'files');

/** An n8n instance that is made already, in this or another process. With the options that it was made with. */
export function homeIn(directory: string, options: Omit<HomeOptions, 'tarball'>): N8nHome {
	const files = filesIn(directory);
	const fixtures = path.join(repositoryDirectory, 'test', 'fixtures');
	const baseEnv: Record<string, string> = {
		...inheritedEnvironment(),
		...QUIET_AND_OFFLINE,
		HOME: directory,
		USERPROFILE: directory,
		N8N_USER_FOLDER: directory,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		...line.environment,
		N8N_DEFAULT_BINARY_DATA_MODE: options.binaryDataMode ?? binaryDataMode,
		...(options.storage === undefined ? {} : { [line.storageSetting]: options.storage }),
		N8N_RESTRICT_FILE_ACCESS_TO: [files, fixtures, ...(options.fileAccess ?? [])].join(';'),
		...options.env,
	};
	const query: Query =
		options.query ??
		((sql, ...values) => Promise.resolve(queryDatabase(directory, sql, ...values)));
	const stops = new Set<() => Promise<unknown>>();

	// Each process serves its own task runner, so each needs a port of its own for it.
	const environment = async () => ({
		...baseEnv,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
	});

	const run = async (args: string[], { timeoutMs = 120_000 } = {}): Promise<ProcessResult> => {
		const n8n = startProcess(args, { directory, env: await environment() });
		const stop = () => n8n.stop();
		stops.add(stop);
		let late = false;
		const timer = setTimeout(() => {
			late = true;
			void n8n.stop();
		}, timeoutMs);
		try {
			const result = await n8n.ended;
			if (late) throw new Error(`n8n ${args[0]} took over ${timeoutMs} ms:\n${n8n.log()}`);
			return result;
		} finally {
			clearTimeout(timer);
			stops.delete(stop);
		}
	};

	const runOrThrow = async (args: string[], expected: RegExp) => {
		const { code, log } = await run(args);
		// n8n's commands end with 0 after some errors too.
		if (code === 0 && expected.test(log)) return;
		throw new Error(`n8n ${args[0]} failed (${code}):\n${log}`);
	};

	const importList = async (command: string, list: unknown[]) => {
		const folder = await mkdtemp(path.join(directory, 'import-'));
		const file = path.join(folder, 'list.json');
		try {
			await writeFile(file, JSON.stringify(list), { mode: 0o600 });
			await runOrThrow([command, `--input=${file}`], /Successfully imported/);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	};

	return {
		directory,
		query,
		files,
		run,
		importCredentials: (credentials) => importList('import:credentials', credentials),
		importWorkflows: (workflows) =>
			importList(
				'import:workflow',
				workflows.map((workflow) => ({ active: false, settings: {}, ...workflow })),
			),
		execute: async (workflowId, timing) => {
			const before = (await readLastExecution(query, workflowId))?.id ?? 0;
			const result = await run(['execute', `--id=${workflowId}`, '--rawOutput'], timing);
			const execution = await readLastExecution(query, workflowId);
			if (!execution || execution.id <= before) {
				throw new Error(`n8n executed nothing:\n${result.log}`);
			}
			return { ...execution, process: result };
		},
		start: async (startOptions = {}) => {
			const starting = environment().then((env) =>
				startServer({ directory, env, query, ...startOptions }),
			);
			stops.add(() => starting.then((server) => server.stop()).catch(() => undefined));
			return await starting;
		},
		startWorker: async (workerOptions) => {
			const worker = await startWorker({ directory, env: await environment(), ...workerOptions });
			stops.add(worker.stop);
			return worker;
		},
		lastExecution: async (workflowId, { timeoutMs = 20_000 } = {}) => {
			const deadline = Date.now() + timeoutMs;
			for (;;) {
				const execution = await readLastExecution(query, workflowId);
				if (execution && isRecorded(execution)) return execution;
				if (Date.now() > deadline) {
					throw new Error(`Workflow ${workflowId} has no execution that ended.`);
				}
				await new Promise((resolve) => setTimeout(resolve, 100));
			}
		},
		remove: async () => {
			await Promise.all([...stops].map((stop) => stop()));
			await rm(directory, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
