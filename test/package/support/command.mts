import { execFile } from 'node:child_process';

import { repositoryDirectory } from '../../n8n/paths.mts';

/** How a command ended, and all that it printed. */
export interface CommandResult {
	code: number;
	output: string;
}

/** Runs a Node program of a dev dependency (`file` is resolved from the repository) to its end; never throws. */
export async function runTool(
	file: string,
	args: string[],
	{ cwd = repositoryDirectory, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
	return await new Promise((resolve) => {
		execFile(
			process.execPath,
			[file, ...args],
			{
				cwd,
				// Jest's NODE_ENV=test makes n8n's lint rules behave as in their own tests.
				env: { ...process.env, NODE_ENV: undefined, ...env },
				maxBuffer: 64 * 1024 * 1024,
			},
			(error, stdout, stderr) =>
				resolve({
					code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1,
					output: stdout + stderr,
				}),
		);
	});
}
