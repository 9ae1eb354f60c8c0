import { writeFileSync } from 'node:fs';
import v8 from 'node:v8';
import vm from 'node:vm';
import { peakMemoryMB } from './peakMemory.mts';

/**
 * Loaded into the n8n process before n8n itself (`node --import`). Writes what the process took of memory and time to a
 * file when it ends, and ends it when the process that started it is gone, however that one died.
 */

const usageFile = process.env['VOGENT_USAGE_FILE'];
const isHeldMemoryWanted = process.env['VOGENT_HELD_MEMORY'] !== undefined;
const parent = process.ppid;

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
if (usageFile) {
	process.on('exit', () => {
		const { userCPUTime, systemCPUTime } = process.resourceUsage();
		const usage = {
			peakMemoryMB: Math.round(peakMemoryMB()),
			...(heldMemoryMB ? { heldMemoryMB: Math.round(heldMemoryMB()) } : {}),
			seconds: process.uptime(),
			cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
		};
		writeFileSync(usageFile, JSON.stringify(usage));
	});
}

setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 1000).unref();
