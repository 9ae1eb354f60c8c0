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

/**
 * Looks again and again at what is in use, until the process ends, and gives a function for a last look, which gives the
 * most of all. V8 lets garbage lie until its heap is about twice as large as what is in use: a peak tells little of that.
 */
function watchHeldMemory(): () => number {
	v8.setFlagsFromString('--expose-gc');
	const collectGarbage = vm.runInNewContext('gc') as () => void;
	let most = 0;
	const look = () => {
		collectGarbage();
		// The second one waits for what the first has left to other threads: the memory of buffers.
		collectGarbage();
		const { heapUsed, external } = process.memoryUsage();
		most = Math.max(most, (heapUsed + external) / 2 ** 20);
		return most;
	};
	const lookAgain = () => {
		const begun = Date.now();
		look();
		// On a busy machine a collection takes long, and n8n is to go on all the same.
		setTimeout(lookAgain, Math.max(500, 4 * (Date.now() - begun))).unref();
	};
	lookAgain();
	return look;
}

const heldMemoryMB = isHeldMemoryWanted ? watchHeldMemory() : undefined;
if (memoryFile) {
	process.on('exit', () => {
		const peaks = {
			peakMemoryMB: Math.round(peakMemoryMB()),
			...(heldMemoryMB ? { heldMemoryMB: Math.round(heldMemoryMB()) } : {}),
		};
		writeFileSync(memoryFile, JSON.stringify(peaks));
	});
}

setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 1000).unref();
