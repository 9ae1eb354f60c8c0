import { readFile, writeFile } from 'node:fs/promises';

/** Of Linux, wherever Node runs. */
const TICKS_PER_SECOND = 100;

/** What Linux tells of a process; empty where there is none, or no Linux. */
async function read(pid: number, file: string): Promise<string> {
	return await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}

/** A process and all that it has started, as far as they run. */
async function family(pid: number): Promise<number[]> {
	const children = (await read(pid, `task/${pid}/children`)).split(' ').filter(Boolean).map(Number);
	return [pid, ...(await Promise.all(children.map(family))).flat()];
}

/** The CPU time in seconds of a process and of all that it has started, in its whole life. */
export async function cpuSeconds(pid: number): Promise<number> {
	const ticks = await Promise.all(
		(await family(pid)).map(async (one) => {
			// The name before it may have spaces and brackets in it.
			const fields = (await read(one, 'stat')).split(') ').at(-1)?.split(' ') ?? [];
			const ownAndEnded = fields.slice(11, 15).map(Number);
			return ownAndEnded.reduce((sum, each) => sum + each, 0);
		}),
	);
	return ticks.reduce((sum, each) => sum + each, 0) / TICKS_PER_SECOND;
}

/** The bytes of memory of a process and of all that it has started; what several share is counted once. */
export async function memoryBytes(pid: number): Promise<number> {
	const sizes = await Promise.all(
		(await family(pid)).map(async (one) => kilobytes(await read(one, 'smaps_rollup'), 'Pss')),
	);
	return sizes.reduce((sum, each) => sum + each, 0) * 1024;
}

/** The most bytes of memory that a process by itself has had since its start or the last `forgetPeak`. */
export async function peakBytes(pid: number): Promise<number> {
	return kilobytes(await read(pid, 'status'), 'VmHWM') * 1024;
}

/** Begins anew to keep in mind how much memory a process has. */
export async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
}

function kilobytes(text: string, name: string): number {
	return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0);
}
