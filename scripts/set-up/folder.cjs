const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

/** The folder of the checkout. */
const root = path.join(__dirname, '..', '..');
/** What the set-up has fetched. */
const cache = path.join(root, '.cache');
/** Where a command of the set-up writes what it says. */
const log = (/** @type {string} */ name) => path.join(cache, 'logs', `${name}.log`);
/** A file that is written last, with what the folder depends on. */
const STAMP = '.set-up-done';

/** A file's text; undefined where there is none. */
const read = (/** @type {string} */ file) => {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
};

/** What a folder of `.cache` depends on, as one text: the platform does always. */
const stampOf = (/** @type {string[]} */ ...parts) =>
	createHash('sha256')
		.update([...parts, process.platform, process.arch].join('\n'))
		.digest('hex');

/** Renames a folder. Virus scanners hold new files open for a moment on Windows, hence the tries. */
const move = async (/** @type {string} */ from, /** @type {string} */ to) => {
	for (let tries = 10; ; tries--) {
		try {
			fs.renameSync(from, to);
			return;
		} catch (error) {
			if (tries === 0 || process.platform !== 'win32') throw error;
		}
		await sleep(500);
	}
};

/** Removes a folder, and tries again where a virus scanner holds files open. */
const removeFolder = (/** @type {string} */ folder) =>
	fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 5 });

/**
 * Makes a folder as a whole or not at all: it is filled under another name and renamed at the end, so neither an
 * interruption nor what an interrupted npm goes on writing can leave half a folder behind.
 *
 * @param {string} target
 * @param {(staging: string) => Promise<string>} fill gives the folder inside the staging folder that becomes the target
 */
const makeFolder = async (target, fill) => {
	const staging = fs.mkdtempSync(path.join(cache, 'staging-'));
	try {
		const made = await fill(staging);
		const old = `${staging}-old`;
		if (fs.existsSync(target)) await move(target, old);
		await move(made, target);
		await removeFolder(old);
	} finally {
		await removeFolder(staging);
	}
};

module.exports = { STAMP, cache, log, makeFolder, read, removeFolder, root, stampOf };
