import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** The most that the node's description may have as JSON: every editor loads it. */
export const MAX_DESCRIPTION_BYTES = 250_000;

/** How much longer than n8n-workflow alone the node may take to load (ms). */
export const MAX_MILLISECONDS = 40;

/** What requiring a module in a fresh process took, and brought with it. */
export interface Loading {
	milliseconds: number;
	files: Array<{ file: string; bytes: number }>;
	/** Of the description as JSON; 0 where nothing is described. */
	descriptionBytes: number;
}

const program = path.join(import.meta.dirname, 'require.cjs');

async function load(...args: string[]): Promise<Loading> {
	const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
		maxBuffer: 64 * 1024 * 1024,
	});
	return JSON.parse(stdout) as Loading;
}

/**
 * Requires the built node in a process of its own.
 *
 * @param directory of the installed package
 * @throws {Error} when the node cannot be loaded
 */
export async function loadNode(directory: string): Promise<Loading> {
	return await load(directory, './dist/nodes/Vogent/Vogent.node.js', 'Vogent');
}

/**
 * Requires n8n-workflow, which n8n has loaded before any node, in a process of its own.
 *
 * @param directory of the installed package that has n8n-workflow beside it
 * @throws {Error} when n8n-workflow cannot be loaded
 */
export async function loadWorkflow(directory: string): Promise<Loading> {
	return await load(directory, 'n8n-workflow');
}

/** The files of the package itself among those that were loaded. */
export async function ownFiles(directory: string, { files }: Loading): Promise<Loading['files']> {
	const own = (await realpath(directory)) + path.sep;
	return files.filter(({ file }) => file.startsWith(own));
}
