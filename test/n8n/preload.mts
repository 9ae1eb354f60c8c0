import { readFileSync, writeFileSync } from 'node:fs';
import v8 from 'node:v8';
import vm from 'node:vm';

/**
 * Loaded into the n8n process before n8n itself (`node --import`). Writes the process's peak memory to a file when it
 * ends, and ends it when the process that started it is gone, however that one died.
 */

const memoryFile = process.env['VOGENT_MEMORY_FILE'];
const isHeldMemoryWanted = process.env['VOGENT_HELD_MEMORY'] !== undefined;
const parent = process.ppid;

const peakMemoryMB = (): number => {
	if (process.platform === 'linux') {
		// Not resourceUsage(): there Linux counts in what the parent used at the moment of the fork.
		const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
		if (kilobytes) return Number(kilobytes) / 1024;
	}
	return process.resourceUsage().maxRSS / 1024;
};

let heldMemoryMB = 0;

/** V8 lets garbage lie until its heap is about twice as large as what is in use: a peak tells little about the latter. */
function watchHeldMemory(): void {
	v8.setFlagsFromString('--expose-gc');
	const collectGarbage = vm.runInNewContext('gc') as () => void;
	setInterval(() => {
		collectGarbage();
		const { heapUsed, external } = process.memoryUsage();
		heldMemoryMB = Math.max(heldMemoryMB, (heapUsed + external) / 2 ** 20);
	}, 500).unref();
}

if (isHeldMemoryWanted) watchHeldMemory();
if (memoryFile) {
	process.on('exit', () => {
		const peaks = {
			peakMemoryMB: Math.round(peakMemoryMB()),
			...(isHeldMemoryWanted ? { heldMemoryMB: Math.round(heldMemoryMB) } : {}),
		};
		writeFileSync(memoryFile, JSON.stringify(peaks));
	});
}

setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 1000).unref();
