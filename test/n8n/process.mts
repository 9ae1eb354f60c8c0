import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { line } from './lines.mts';
import { n8nDirectory } from './paths.mts';

/** How an n8n process ended. */
export interface ProcessResult {
	/** The exit code, or the name of the signal that ended it. */
	code: number | string;
	/** All that it has written, standard output and error in one. */
	log: string;
	/** The most memory that the n8n process held at once, in MB; undefined when it was killed. */
	peakMemoryMB: number | undefined;
	/**
	 * The most that was in use at once, in MB, garbage and native code left out. Undefined when it was killed, or when
	 * its environment has no VOGENT_HELD_MEMORY: measuring it costs time.
	 */
	heldMemoryMB: number | undefined;
	/** From the start of the process to its end; undefined when it was killed. */
	seconds: number | undefined;
	/** The processor's time that the n8n process took, all its threads together; undefined when it was killed. */
	cpuSeconds: number | undefined;
}

/** What the process itself writes at its end. */
type Usage = Partial<
	Pick<ProcessResult, 'peakMemoryMB' | 'heldMemoryMB' | 'seconds' | 'cpuSeconds'>
>;

/** An n8n process that runs. */
export interface N8nProcess {
	/** The process's number; 0 when it could not be started. */
	pid: number;
	/** What it has written so far, standard output and error in one. */
	log: () => string;
	/** Resolves when it has ended; never rejects. */
	ended: Promise<ProcessResult>;
	/** Asks it to end (SIGTERM), and kills it when it has not after `graceMs`; resolves when it is gone. */
	stop: (graceMs?: number) => Promise<ProcessResult>;
	/** Ends it at once (SIGKILL), as a crash or a power cut does; resolves when it is gone. */
	kill: () => Promise<ProcessResult>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
	for (const child of running) child.kill('SIGTERM');
});

/**
 * Starts the pinned n8n of this run's line with a command line.
 *
 * @param args n8n's arguments, such as `['execute', '--id=1']`
 * @param options `directory`: the folder it runs in (an `.env` file there would be read); `env`: its whole environment;
 * `logFile`: what its output is written to
 */
export function startProcess(
	args: string[],
	{
		directory,
		env,
		logFile = path.join(directory, `n8n-${randomUUID()}.log`),
	}: { directory: string; env: Record<string, string>; logFile?: string },
): N8nProcess {
	const usageFile = path.join(directory, `usage-${randomUUID()}`);
	const output = openSync(logFile, 'w');
	const preload = pathToFileURL(path.join(import.meta.dirname, 'preload.mts')).href;
	const n8n = path.join(n8nDirectory(line.version), 'node_modules', 'n8n', 'bin', 'n8n');
	const child = spawn(process.execPath, ['--import', preload, n8n, ...args], {
		cwd: directory,
		env: { ...env, VOGENT_USAGE_FILE: usageFile },
		stdio: ['ignore', output, output],
		windowsHide: true,
	});
	closeSync(output);
	running.add(child);

	const closed = new Promise<number | string>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('exit', (code, signal) => resolve(signal ?? code ?? 'unknown'));
	});
	const ended = closed.then(async (code): Promise<ProcessResult> => {
		running.delete(child);
		const usage = JSON.parse(await readFile(usageFile, 'utf8').catch(() => '{}')) as Usage;
		await rm(usageFile, { force: true });
		return {
			code,
			log: readLog(logFile),
			peakMemoryMB: usage.peakMemoryMB,
			heldMemoryMB: usage.heldMemoryMB,
			seconds: usage.seconds,
			cpuSeconds: usage.cpuSeconds,
		};
	});

	const stop = async (graceMs = 10_000): Promise<ProcessResult> => {
		child.kill('SIGTERM');
		const killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
		try {
			return await ended;
		} finally {
			clearTimeout(killer);
		}
	};

	const kill = async (): Promise<ProcessResult> => {
		child.kill('SIGKILL');
		return await ended;
	};

	return { pid: child.pid ?? 0, log: () => readLog(logFile), ended, stop, kill };
}

/** What a process of n8n has written to its log file; nothing once its folder is removed. */
export function readLog(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
