import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { repositoryDirectory } from '../../test/n8n/paths.mts';
import { fail, pass, type Outcome } from './outcome.mts';

const running = new Set<ChildProcess>();

/** Ends a command and what it has started, such as jest's workers and their n8n. */
function stop(child: ChildProcess): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, 'SIGTERM');
	} catch {
		child.kill('SIGTERM');
	}
}

/** Ends the commands that run at the moment. */
export function stopCommands(): void {
	for (const child of running) stop(child);
}

/** How one is run. */
interface RunOptions {
	/** When it is ended; 15 by default. */
	limitMinutes?: number;
	/** Ends it earlier. */
	signal?: AbortSignal;
	/** Added to the environment. */
	env?: Record<string, string>;
	/** Whether its output is shown as it comes. */
	isShown?: boolean;
}

/**
 * Runs one of the development packages' programs on this Node.
 *
 * @param script path of its JavaScript file below node_modules
 * @param args its arguments
 * @returns the exit code, or the signal's name, and all of the output
 */
export function runProgram(
	script: string,
	args: string[],
	{ limitMinutes = 15, signal, env = {}, isShown = false }: RunOptions = {},
): Promise<{ code: number | string; output: string }> {
	return new Promise((resolve, reject) => {
		const file = path.join(repositoryDirectory, 'node_modules', script);
		const child = spawn(process.execPath, [file, ...args], {
			cwd: repositoryDirectory,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: limitMinutes * 60_000,
			windowsHide: true,
			// A group of its own, which can be ended as a whole.
			detached: process.platform !== 'win32',
		});
		running.add(child);
		signal?.addEventListener('abort', () => stop(child));
		let output = '';
		const take = (text: string) => {
			output += text;
			if (isShown) process.stdout.write(text);
		};
		child.stdout.setEncoding('utf8').on('data', take);
		child.stderr.setEncoding('utf8').on('data', take);
		child.once('error', reject);
		child.once('close', (code, signal) => {
			running.delete(child);
			resolve({ code: signal ?? code ?? 'unknown', output });
		});
	});
}

/**
 * A check that holds when a program ends with 0 and warns of nothing.
 *
 * @param title what is said when it does not hold
 * @param script path of its JavaScript file below node_modules
 * @param args its arguments
 */
export async function check(title: string, script: string, args: string[]): Promise<Outcome> {
	const { code, output } = await runProgram(script, args);
	if (code !== 0) return { ...fail(`${title} (ended with ${code})`), output };
	return /[1-9]\d* warnings?\b/.test(output) ? { ...fail(`${title} (warnings)`), output } : pass;
}
