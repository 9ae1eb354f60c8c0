import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ControlsClient } from './controls-client.mts';
import type { Address } from './server.mts';

export type * from './dials/records.mts';
export type * from './records.mts';

export interface LaunchOptions {
	/** The key to ask for; a random one when left out. */
	apiKey?: string;
	/** The port to listen on; a free one when left out. */
	port?: number;
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
export class Simulator extends ControlsClient {
	/** What to give as the base URL of the API. */
	readonly baseUrl: string;
	/** The only key it takes. */
	readonly apiKey: string;
	/** A page for the browser that shows what was received. */
	readonly pageUrl: string;
	/** A host that is not the service's, and must never be sent the key. */
	readonly foreignUrl: string;
	readonly #child: ChildProcess;

	constructor(child: ChildProcess, address: Address) {
		super(address.controlUrl);
		this.#child = child;
		this.baseUrl = address.baseUrl;
		this.apiKey = address.apiKey;
		this.pageUrl = address.pageUrl;
		this.foreignUrl = address.foreignUrl;
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
