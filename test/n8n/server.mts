import path from 'node:path';
import type { Query } from './database.mts';
import { line, type Outside } from './lines.mts';
import { freePort } from './ports.mts';
import { startProcess, type ProcessResult } from './process.mts';

/** A running n8n server that may be somebody else's. */
export interface SeenServer {
	/** Its address, without a slash at the end. */
	url: string;
	/** What it has written so far. */
	log: () => string;
	/** Resolves when it is ready to work and the triggers of all workflows published so far listen. */
	listening: () => Promise<void>;
}

/** A running n8n server of one's own. */
export interface N8nServer extends SeenServer {
	/** The process's number. */
	pid: number;
	/** Resolves when the process has ended, by itself too. */
	ended: Promise<ProcessResult>;
	/** Stops it; may be called twice. */
	stop: () => Promise<ProcessResult>;
	/** Ends it at once (SIGKILL), as a crash does. */
	kill: () => Promise<ProcessResult>;
}

/** How a server is started. */
export interface ServerOptions {
	directory: string;
	env: Record<string, string>;
	/** Asks the instance's database. */
	query: Query;
	/** `webhook` for a process of queue mode that takes nothing but webhooks; `start` by default. */
	command?: 'start' | 'webhook';
	/** A free one by default. */
	port?: number;
	/** What it takes for its address in the eyes of others (WEBHOOK_URL); its own by default. */
	webhookUrl?: string;
	/** How long it may take until it is ready; 3 minutes by default. */
	timeoutMs?: number;
}

/**
 * Starts `n8n start`, or what else is asked for, and waits until it is ready to work and the triggers of published workflows listen.
 *
 * @throws {Error} with n8n's output when it ends or is not ready in time
 */
export async function startServer(options: ServerOptions): Promise<N8nServer> {
	const { directory, env, query, command = 'start', webhookUrl, timeoutMs = 180_000 } = options;
	const port = options.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const n8n = startProcess([command], {
		directory,
		logFile: serverLog(directory, port),
		env: {
			...env,
			N8N_PORT: String(port),
			...(webhookUrl === undefined
				? { [line.addressSetting]: `${url}/` }
				: { WEBHOOK_URL: webhookUrl }),
			N8N_EDITOR_BASE_URL: `${url}/`,
			N8N_SECURE_COOKIE: 'false',
		},
	});
	const seen = seenServer(url, { query, log: n8n.log }, { command, timeoutMs });
	const over = n8n.ended.then(() => {
		throw new Error('It has ended.');
	});
	try {
		await Promise.race([seen.listening(), over]);
	} catch (error) {
		await n8n.stop();
		throw new Error(`n8n did not start:\n${n8n.log()}`, { cause: error });
	}
	return { ...seen, pid: n8n.pid, ended: n8n.ended, stop: () => n8n.stop(), kill: n8n.kill };
}

/** The log of the server that was started last in this folder on this port. */
export const serverLog = (directory: string, port: number) =>
	path.join(directory, `server-${port}.log`);

/** A server that may not be ready yet, at an address. */
export function seenServer(
	url: string,
	n8n: Outside,
	{ command = 'start', timeoutMs = 180_000 }: Pick<ServerOptions, 'command' | 'timeoutMs'> = {},
): SeenServer {
	const isListening = async () =>
		(await isReady(url)) && (command === 'webhook' || (await line.isListening(n8n)));
	const listening = async () => {
		const deadline = Date.now() + timeoutMs;
		while (!(await isListening())) {
			if (Date.now() > deadline) throw new Error(`Not listening after ${timeoutMs} ms`);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	};
	return { url, log: n8n.log, listening };
}

/** Whether a process of n8n says that it is ready to work. */
export async function isReady(url: string): Promise<boolean> {
	try {
		const response = await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(5000) });
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}
