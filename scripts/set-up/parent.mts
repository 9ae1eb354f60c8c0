/**
 * Ends this process like SIGTERM does when the process that started it is gone, even if that one was killed. Not on
 * Windows, where a process does not learn that.
 */
export function endWithParent(): void {
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
	}, 1000).unref();
}
