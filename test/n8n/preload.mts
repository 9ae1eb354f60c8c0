import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Loaded into the n8n process before n8n itself (`node --import`). Writes the process's peak memory (MB) to a file when
 * it ends, and ends it when the process that started it is gone, however that one died.
 */

const memoryFile = process.env['VOGENT_PEAK_MEMORY_FILE'];
const parent = process.ppid;

const peakMemoryMB = (): number => {
	if (process.platform === 'linux') {
		// Not resourceUsage(): there Linux counts in what the parent used at the moment of the fork.
		const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
		if (kilobytes) return Number(kilobytes) / 1024;
	}
	return process.resourceUsage().maxRSS / 1024;
};

if (memoryFile) {
	process.on('exit', () => writeFileSync(memoryFile, String(Math.round(peakMemoryMB()))));
}

setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 1000).unref();
