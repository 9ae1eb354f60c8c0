import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PlannedAnswer, ReceivedRequest, Settings, Voice, VoiceSeed } from './records.mts';

export type {
	PlannedAnswer,
	ReceivedPart,
	ReceivedRequest,
	Settings,
	Voice,
	VoiceSeed,
} from './records.mts';

export interface LaunchOptions {
	/** The key to ask for; a random one when left out. */
	apiKey?: string;
	/** The port to listen on; a free one when left out. */
	port?: number;
}

interface Address {
	baseUrl: string;
	apiKey: string;
	controlUrl: string;
}

const startLimitMs = 30_000;
const stopLimitMs = 5_000;

/**
 * Starts a simulator in a process of its own, which ends with this one whatever happens.
 * Throws when this Node does not run TypeScript, or when the simulator does not come up.
 */
export async function launchSimulator(options: LaunchOptions = {}): Promise<Simulator> {
	if (!process.features.typescript) {
		throw new Error(`The simulator needs Node 24; this is ${process.version}`);
	}
	const args = [join(import.meta.dirname, 'main.mts'), '--until-stdin-closes'];
	if (options.apiKey !== undefined) args.push('--key', options.apiKey);
	if (options.port !== undefined) args.push('--port', String(options.port));
	const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
	try {
		const address = await readAddress(child);
		// A test that forgets to stop it must not keep the test run from ending.
		for (const part of [child, child.stdin, child.stdout, child.stderr]) {
			if (part instanceof ChildProcess || part instanceof Socket) part.unref();
		}
		return new Simulator(child, address);
	} catch (error) {
		child.kill('SIGKILL');
		throw error;
	}
}

/** A running simulator, as a test sees it. Every method throws when the simulator refuses or is gone. */
export class Simulator {
	/** What to give as the base URL of the API. */
	readonly baseUrl: string;
	/** The only key it takes. */
	readonly apiKey: string;
	/** Where its own controls are. */
	readonly controlUrl: string;
	readonly #child: ChildProcess;

	constructor(child: ChildProcess, address: Address) {
		this.#child = child;
		this.baseUrl = address.baseUrl;
		this.apiKey = address.apiKey;
		this.controlUrl = address.controlUrl;
	}

	/** Gives all requests to the API since the start, the last reset or the last clearRequests, in order. */
	async requests(): Promise<ReceivedRequest[]> {
		return (await this.#control('GET', '/requests')) as ReceivedRequest[];
	}

	/**
	 * Gives the most API requests that were under way at the same time since the last reset: to this path, as the contract
	 * writes it, or to any when it is left out. A request is under way from the arrival of its headers until the whole
	 * answer is sent or the connection is gone.
	 */
	async mostAtOnce(path?: string): Promise<number> {
		const query = path === undefined ? '' : `?${new URLSearchParams({ path }).toString()}`;
		return (await this.#control('GET', `/most-at-once${query}`)) as number;
	}

	/** Forgets the requests and nothing else. */
	async clearRequests(): Promise<void> {
		await this.#control('DELETE', '/requests');
	}

	/** Gives all voices there are, unpaged. */
	async voices(): Promise<Voice[]> {
		return (await this.#control('GET', '/voices')) as Voice[];
	}

	/** Adds voices; gives them with what was filled in. */
	async seedVoices(seeds: VoiceSeed[]): Promise<Voice[]> {
		return (await this.#control('POST', '/voices', seeds)) as Voice[];
	}

	/** Changes some settings; gives all of them. */
	async settings(changes: Partial<Settings>): Promise<Settings> {
		return (await this.#control('POST', '/settings', changes)) as Settings;
	}

	/** Queues an answer for the next requests that match. Earlier plans go first. */
	async plan(planned: PlannedAnswer): Promise<void> {
		await this.#control('POST', '/plan', planned);
	}

	/**
	 * Makes the API refuse connections from when this returns, for so many milliseconds; what is under way is broken off.
	 * Then the same port answers again and knows all it knew. Called again meanwhile it lasts until both times are over.
	 * The simulator's own controls answer all the while.
	 */
	async refuse(ms: number): Promise<void> {
		await this.#control('POST', '/refuse', { ms });
	}

	/**
	 * Back to the start: stock voices, no requests, no plan, default settings. It ends a refusal, and breaks connections
	 * that are stalled.
	 */
	async reset(): Promise<void> {
		await this.#control('POST', '/reset');
	}

	/** Gives the bytes of memory that the simulator's process holds. */
	async memory(): Promise<NodeJS.MemoryUsage> {
		const health = (await this.#control('GET', '/health')) as { memory: NodeJS.MemoryUsage };
		return health.memory;
	}

	/** Ends the simulator and waits for its end. Calling it again does nothing. */
	async stop(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		const exited = once(this.#child, 'exit');
		this.#child.stdin?.end();
		const lastResort = setTimeout(() => this.#child.kill('SIGKILL'), stopLimitMs);
		await exited;
		clearTimeout(lastResort);
	}

	async #control(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await fetch(this.controlUrl + path, {
			method,
			...(body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return JSON.parse(text);
	}
}

/** Waits for the line that says where the simulator is. */
async function readAddress(child: ChildProcess): Promise<Address> {
	if (!child.stdout || !child.stderr) throw new Error('The simulator has no output');
	let complaints = '';
	child.stderr.on('data', (chunk: Buffer) => {
		complaints += chunk.toString();
	});
	const lines = createInterface({ input: child.stdout });
	const late = setTimeout(() => child.kill('SIGKILL'), startLimitMs);
	const line = await Promise.race([
		once(lines, 'line').then(([first]) => String(first)),
		once(child, 'close').then(() => undefined),
	]);
	clearTimeout(late);
	if (line === undefined) throw new Error(`The simulator did not start: ${complaints.trim()}`);
	return JSON.parse(line) as Address;
}
