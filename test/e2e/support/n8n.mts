import type { INode } from 'n8n-workflow';

import { isRecorded, readLastExecution, type Execution } from '../../n8n/executions.mts';
import { createHome, homeIn, type HomeOptions, type N8nHome } from '../../n8n/home.mts';
import { line } from '../../n8n/lines.mts';
import { withTarball } from '../../n8n/package.mts';
import { seenServer, serverLog, type N8nServer, type SeenServer } from '../../n8n/server.mts';
import { readLog } from '../../n8n/process.mts';
import type { CredentialToImport, WorkflowToImport } from '../../n8n/types.mts';
import { launchSimulator, type Simulator } from '../../simulator/client.mts';
import { encryptionKey, newDatabase } from './newDatabase.mts';
import { logIn, owner, publish, type Session } from './session.mts';
import { until } from './until.mts';
import { credential } from './workflows.mts';

/**
 * A running n8n with the packed tarball, as a file of tests has it: with a simulator, a credential for that, and the
 * owner's session. Its functions take a workflow by the ID that the tests give it; n8n gives it another one.
 */
export interface RunningN8n<Server extends SeenServer = SeenServer> {
	simulator: Simulator;
	home: N8nHome;
	/** Another one after a restart. */
	server: Server;
	session: Session;
	addCredentials: (credentials: CredentialToImport[]) => Promise<void>;
	/** Saves workflows, with the credentials that were added, and publishes them where that is wanted. */
	addWorkflows: (
		workflows: WorkflowToImport[],
		options?: { isPublished?: boolean },
	) => Promise<void>;
	publish: (workflowIds: string[]) => Promise<void>;
	/** n8n's ID of a workflow. */
	idOf: (workflowId: string) => string;
	/** Runs a workflow from a node, "Start" by default, as the editor's button does; gives its execution when it has ended. */
	run: (workflowId: string, startNode?: string) => Promise<Execution>;
	/** The newest execution of a workflow that has ended or waits; waits for one. */
	lastExecution: (workflowId: string) => Promise<Execution>;
	/** Leaves it to others, or removes it; and ends the simulator. */
	close: () => Promise<void>;
}

/** Where a server is that the files of tests of one worker share. */
export interface SharedServer {
	directory: string;
	port: number;
}

/** The settings of n8n with which it is shared: the log has all that can be looked for. */
export const sharedOptions: Omit<HomeOptions, 'tarball'> = {
	env: { ...encryptionKey, N8N_LOG_LEVEL: 'debug' },
};

/** Has what the tarball of this run is needed for done, of the given one (VOGENT_TARBALL) or one packed now. */
export async function withThisTarball<Result>(use: (tarball: string) => Promise<Result>) {
	const given = process.env.VOGENT_TARBALL;
	return await (given === undefined ? withTarball(use) : use(given));
}

/** The n8n that files of tests use one after the other. What one leaves in it must not disturb the next. */
export async function shareN8n(): Promise<RunningN8n> {
	const servers = JSON.parse(process.env.VOGENT_SHARED_N8N ?? '[]') as SharedServer[];
	const shared = servers[Number(process.env.JEST_WORKER_ID) - 1];
	if (shared === undefined) throw new Error('There is no n8n to share: see shared.mts');
	const { directory, port } = shared;
	const home = homeIn(directory, sharedOptions);
	const log = serverLog(directory, port);
	const before = readLog(log).length;
	const server = seenServer(`http://127.0.0.1:${port}`, {
		query: home.query,
		log: () => readLog(log),
	});
	await server.listening();
	const seen = { ...server, log: () => server.log().slice(before) };
	return await openN8n(home, seen, () => Promise.resolve());
}

/** An n8n of its own, for what cannot be shared. */
export async function ownN8n(
	options: Omit<HomeOptions, 'tarball'> = {},
): Promise<RunningN8n<N8nServer>> {
	const database = await newDatabase();
	const env = { ...encryptionKey, ...options.env };
	const home = await withThisTarball((tarball) =>
		createHome({ ...options, tarball, database, env }),
	);
	return await openN8n(home, await home.start(), () => home.remove());
}

async function openN8n<Server extends SeenServer>(
	home: N8nHome,
	server: Server,
	remove: () => Promise<void>,
): Promise<RunningN8n<Server>> {
	const simulator = await launchSimulator();
	const session = await logIn(server.url, owner.email, owner.password);
	/** n8n's IDs, of workflows and of credentials, by those of the tests. */
	const ids = new Map<string, string>();
	const save = async (path: string, id: string, body: object) => {
		const { data } = (await session.post(path, body)) as { data: { id: string } };
		ids.set(id, data.id);
	};
	const withKnownCredentials = (node: INode): INode => ({
		...node,
		credentials: Object.fromEntries(
			Object.entries(node.credentials ?? {}).map(([type, { id, name }]) => [
				type,
				{ id: ids.get(id ?? '') ?? id, name },
			]),
		),
	});
	const idOf = (workflowId: string) => {
		const id = ids.get(workflowId);
		if (id === undefined) throw new Error(`There is no workflow ${workflowId}`);
		return id;
	};
	const n8n: RunningN8n<Server> = {
		simulator,
		home,
		server,
		session,
		addCredentials: async (credentials) => {
			for (const { id, ...body } of credentials) await save('/rest/credentials', id, body);
		},
		addWorkflows: async (workflows, { isPublished = false } = {}) => {
			for (const { id, name, nodes, connections, settings } of workflows) {
				const errorWorkflow = settings?.errorWorkflow && idOf(settings.errorWorkflow);
				await save('/rest/workflows', id, {
					name,
					nodes: nodes.map(withKnownCredentials),
					connections,
					settings: { ...settings, ...(errorWorkflow && { errorWorkflow }) },
					active: false,
				});
			}
			if (isPublished) await n8n.publish(workflows.map(({ id }) => id));
		},
		publish: async (workflowIds) => await publish(n8n.server, session, workflowIds.map(idOf)),
		idOf,
		run: async (workflowId, startNode = 'Start') => {
			const id = idOf(workflowId);
			const before = (await readLastExecution(home.query, id))?.id ?? 0;
			await line.run(session, id, startNode);
			return await until(
				`the end of ${workflowId}`,
				async () => {
					const execution = await readLastExecution(home.query, id);
					return execution && execution.id > before && isRecorded(execution)
						? execution
						: undefined;
				},
				60_000,
			);
		},
		lastExecution: async (workflowId) => await home.lastExecution(idOf(workflowId)),
		close: async () => {
			await remove();
			await simulator.stop();
		},
	};
	await n8n.addCredentials([credential(simulator)]);
	return n8n;
}
