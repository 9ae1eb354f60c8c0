const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

/** A holder that has not touched its lock for this long (ms) is gone, even if its process id is in use again. */
const STALE_AFTER_MS = 30_000;
const HEARTBEAT_MS = 5_000;

const isRunning = (/** @type {number} */ pid) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, but belongs to another user.
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
};

/**
 * The process that holds the lock, or undefined when nobody does any more. A lock is empty for an instant while it is
 * being made, so an unreadable one counts as held until it is old.
 *
 * @param {string} file
 * @returns {{ pid: number } | undefined}
 */
const holderOf = (file) => {
	try {
		const age = Date.now() - fs.statSync(file).mtimeMs;
		const pid = Number(fs.readFileSync(file, 'utf8'));
		if (age > STALE_AFTER_MS) return undefined;
		if (pid > 0 && (pid === process.pid || !isRunning(pid))) return undefined;
		return { pid };
	} catch {
		return undefined;
	}
};

/**
 * Takes a dead process's lock away. Renaming succeeds for one process only; when another one has just put its own lock
 * there, that one is put back.
 *
 * @param {string} file
 */
const removeDeadLock = (file) => {
	const aside = path.join(path.dirname(file), `trash-lock-${process.pid}`);
	try {
		fs.renameSync(file, aside);
		if (holderOf(aside)) fs.linkSync(aside, file);
	} catch {
		// Somebody else was faster.
	}
	fs.rmSync(aside, { force: true });
};

/**
 * Takes a lock file, waiting while another living process holds it; a dead one's lock is taken over.
 *
 * @param {string} file where the lock lies; its folder must exist
 * @param {(pid: number) => void} onWait called once, with the holder's process id, when there is somebody to wait for
 * @returns {Promise<() => void>} releases the lock
 */
const takeLock = async (file, onWait) => {
	let told = false;
	for (;;) {
		try {
			fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
			break;
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		}
		const holder = holderOf(file);
		if (!holder) {
			removeDeadLock(file);
			continue;
		}
		if (!told && holder.pid > 0) onWait(holder.pid);
		told ||= holder.pid > 0;
		await sleep(500);
	}
	const heartbeat = setInterval(() => {
		try {
			fs.utimesSync(file, new Date(), new Date());
		} catch {
			// The folder was deleted under our feet; the step that needs it says so.
		}
	}, HEARTBEAT_MS);
	heartbeat.unref();
	return () => {
		clearInterval(heartbeat);
		// After a long suspension the lock may be somebody else's.
		if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === String(process.pid)) {
			fs.rmSync(file, { force: true });
		}
	};
};

module.exports = { takeLock };
