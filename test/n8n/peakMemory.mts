import { readFileSync } from 'node:fs';

/** The most memory that this process has held at once, in MB. */
export function peakMemoryMB(): number {
	if (process.platform === 'linux') {
		// Not resourceUsage(): there Linux counts in what the parent used at the moment of the fork.
		const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
		if (kilobytes) return Number(kilobytes) / 1024;
	}
	return process.resourceUsage().maxRSS / 1024;
}
