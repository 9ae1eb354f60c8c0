import { messageOf } from '../support/messageOf.mts';
import type { Query } from './database.mts';

/** Where n8n keeps files: `default` is in memory. */
export type BinaryDataMode = 'default' | 'filesystem' | 'database';

/** What can be known of an n8n from outside, while it runs. */
export interface Outside {
	/** Asks its database. */
	query: Query;
	/** What n8n has written so far. */
	log: () => string;
}

/** n8n's own API, as the editor uses it; the functions throw, with n8n's answer, when n8n refuses. */
export interface EditorApi {
	get: (path: string) => Promise<unknown>;
	post: (path: string, body: unknown) => Promise<unknown>;
}

/** Where a workflow stands after somebody has activated it. */
export interface Activation {
	isActive: boolean;
	/** Why it is not active, as the editor shows it. */
	error: string | undefined;
}

/** One of n8n's lines, as far as tests have to know what is peculiar to it. */
export interface Line {
	/** The version of it that is pinned. */
	version: string;
	/** Settings that the other lines do not need. */
	environment: Record<string, string>;
	/** The setting for the folder of files that n8n keeps. */
	storageSetting: string;
	/** The setting for the address that n8n gives to others as its own. */
	addressSetting: string;
	/** Whether workflows can keep an item's files in its JSON (the setting `binaryMode`). */
	hasCombinedFiles: boolean;
	/** The newest version of n8n's own AI Agent node. */
	agentVersion: number;
	/** What becomes of an error in a tool of an AI agent unless somebody chooses something else. */
	toolErrors: 'go to the model' | 'end the workflow';
	/** Whether the messages of a credential's test are shown; n8n's own are otherwise. */
	showsTestMessages: boolean;
	/** Whether a workflow for errors works only when it is published. Otherwise it cannot be. */
	publishesErrorWorkflows: boolean;
	/** Whether the triggers of all published workflows listen. n8n answers before they do. */
	isListening: (n8n: Outside) => boolean | Promise<boolean>;
	/** Activates a workflow, and waits until that has come to an end. */
	activate: (api: EditorApi, workflowId: string) => Promise<Activation>;
	/** Deactivates a workflow, and waits until that has come to an end; gives n8n's warning, if there is one. */
	deactivate: (api: EditorApi, workflowId: string, n8n: Outside) => Promise<string | undefined>;
	/** Runs a workflow from a node by hand, or listens for a test event with it. */
	run: (api: EditorApi, workflowId: string, startNode: string) => Promise<void>;
}

/** n8n 2: what a workflow's publication has come to stands in an outbox. */
const current: Line = {
	version: '2.41.1',
	environment: { N8N_DISABLED_MODULES: 'mcp-registry' },
	storageSetting: 'N8N_STORAGE_PATH',
	addressSetting: 'N8N_WEBHOOK_URL',
	hasCombinedFiles: true,
	agentVersion: 3.1,
	toolErrors: 'go to the model',
	showsTestMessages: true,
	publishesErrorWorkflows: true,
	isListening: async ({ query }) => {
		const pending = `SELECT workflow.id FROM workflow_entity workflow
			WHERE workflow."activeVersionId" IS NOT NULL AND NOT EXISTS (
				SELECT 1 FROM workflow_publication_outbox publication
				WHERE publication."workflowId" = workflow.id
				AND publication."publishedVersionId" = workflow."activeVersionId"
				AND publication.status NOT IN ('pending', 'in_progress')
			)`;
		return (await query(pending)) === undefined;
	},
	activate: async (api, workflowId) => {
		await api.post(`/rest/workflows/${workflowId}/activate`, await versionOf(api, workflowId));
		const { status, triggers } = await published(api, workflowId);
		const error = triggers.find(({ errorMessage }) => errorMessage !== null)?.errorMessage;
		return { isActive: status === 'published', error: error ?? undefined };
	},
	deactivate: async (api, workflowId, { query }) => {
		await api.post(`/rest/workflows/${workflowId}/deactivate`, {});
		await published(api, workflowId);
		const row = await query(
			'SELECT "errorMessage" FROM workflow_publication_outbox WHERE "workflowId" = ? ORDER BY id DESC LIMIT 1',
			workflowId,
		);
		return textOf(row?.['errorMessage']);
	},
	run: async (api, workflowId, startNode) => {
		const triggerToStartFrom = { name: startNode };
		await api.post(`/rest/workflows/${workflowId}/run`, { triggerToStartFrom });
	},
};

/** n8n 1: a workflow is activated while the request for it lasts. */
const earlier: Line = {
	version: '1.123.81',
	environment: { N8N_AVAILABLE_BINARY_DATA_MODES: 'filesystem,database' },
	storageSetting: 'N8N_BINARY_DATA_STORAGE_PATH',
	addressSetting: 'WEBHOOK_URL',
	hasCombinedFiles: false,
	agentVersion: 3,
	toolErrors: 'end the workflow',
	showsTestMessages: false,
	publishesErrorWorkflows: false,
	isListening: ({ log }) => log().includes('Editor is now accessible via'),
	activate: async (api, workflowId) => {
		try {
			const version = await versionOf(api, workflowId);
			await api.post(`/rest/workflows/${workflowId}/activate`, version);
			return { isActive: true, error: undefined };
		} catch (error) {
			const text = messageOf(error);
			const answer = JSON.parse(text.slice(text.indexOf('{'))) as { message: string };
			return { isActive: false, error: answer.message };
		}
	},
	deactivate: async (api, workflowId, { log }) => {
		const before = log().length;
		await api.post(`/rest/workflows/${workflowId}/deactivate`, {});
		const warning = /Could not remove webhooks of workflow "[^"]*" because of error: "(.*)"/;
		return warning.exec(log().slice(before))?.[1];
	},
	run: async (api, workflowId, startNode) => {
		const { data } = (await api.get(`/rest/workflows/${workflowId}`)) as { data: object };
		await api.post(`/rest/workflows/${workflowId}/run`, {
			// As the editor sends it: n8n itself gives null for "none", which it cannot take back.
			workflowData: { ...data, pinData: {} },
			triggerToStartFrom: { name: startNode },
		});
	},
};

const lines = [current, earlier];

/** The versions of n8n that tests can run on, the newest first. */
export const versions = lines.map(({ version }) => version);

/** All ways in which n8n keeps files; both lines have them all. */
export const binaryDataModes: BinaryDataMode[] = ['filesystem', 'default', 'database'];

/** The line that this run is on: the newest one, or that of the version in VOGENT_N8N. */
export const line: Line = chosen(
	'VOGENT_N8N',
	lines.map((one) => [one.version, one]),
);

/** How the instances of this run keep files: as n8n 2 does by itself, or as VOGENT_BINARY_MODE says. */
export const binaryDataMode: BinaryDataMode = chosen(
	'VOGENT_BINARY_MODE',
	binaryDataModes.map((mode) => [mode, mode]),
);

/** What a variable of the environment chooses; the first choice where there is no such variable. */
function chosen<Choice>(variable: string, choices: Array<[name: string, choice: Choice]>): Choice {
	const name = process.env[variable] ?? choices[0]?.[0];
	const found = choices.find(([known]) => known === name);
	if (found === undefined) throw new Error(`There is no ${name} to choose by ${variable}`);
	return found[1];
}

async function versionOf(api: EditorApi, workflowId: string): Promise<{ versionId: string }> {
	const { data } = (await api.get(`/rest/workflows/${workflowId}`)) as {
		data: { versionId: string };
	};
	return { versionId: data.versionId };
}

/** How n8n 2 sees a workflow's publication. */
interface Publication {
	status: string;
	triggers: Array<{ errorMessage: string | null }>;
}

async function published(api: EditorApi, workflowId: string): Promise<Publication> {
	for (const end = Date.now() + 60_000; Date.now() < end;) {
		const { data } = (await api.get(`/rest/workflows/${workflowId}/publication-status`)) as {
			data: Publication;
		};
		if (data.status !== 'in_progress') return data;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`Workflow ${workflowId} is neither active nor inactive.`);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
