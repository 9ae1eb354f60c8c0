const fs = require('node:fs');
const path = require('node:path');
const { log, makeFolder, read, root } = require('./folder.cjs');
const { runNpm } = require('./npm.cjs');
const { withProgress } = require('./progress.cjs');

/**
 * Whether a folder's node_modules holds what a lockfile asks for. npm writes its list of what is installed last.
 *
 * @param {string} folder
 * @param {string} lockFile
 */
const isInstalled = (folder, lockFile) => {
	const installed = read(path.join(folder, 'node_modules', '.package-lock.json'));
	if (!installed) return false;
	/** @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }} Entry */
	/** @type {Record<string, Entry>} */
	const have = JSON.parse(installed).packages;
	/** @type {Record<string, Entry>} */
	const want = JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages;
	const same = (/** @type {string} */ name) =>
		have[name]?.version === want[name]?.version && have[name]?.integrity === want[name]?.integrity;
	const allThere = Object.keys(want).every(
		(name) => name === '' || (have[name] ? same(name) : want[name]?.optional === true),
	);
	const fitting = Object.values(have).every(
		({ os, cpu }) => (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch)),
	);
	return allThere && fitting;
};

/**
 * Installs the packages that the lockfile in `source` names into `staging`. Not by `npm ci`: that refuses a lockfile
 * without the binaries of other platforms, which npm leaves out when the registry at hand does not have them.
 *
 * @param {string} source
 * @param {string} staging
 * @param {{ args: string[], files: string[], log: string }} options `files`: npm's files to copy from the source
 */
const installFromLockfile = async (source, staging, { args, files, log }) => {
	for (const file of files) fs.copyFileSync(path.join(source, file), path.join(staging, file));
	await runNpm(['install', '--ignore-scripts', '--legacy-peer-deps', ...args], {
		cwd: staging,
		log,
	});
	if (!isInstalled(staging, path.join(source, 'package-lock.json'))) {
		throw new Error('npm installed other packages than package-lock.json names.');
	}
};

/** Installs the packages that the repository's own lockfile names, unless they are there. */
const installRepository = async () => {
	if (isInstalled(root, path.join(root, 'package-lock.json'))) return;
	await withProgress('Installing the development packages (about a minute)', () =>
		makeFolder(path.join(root, 'node_modules'), async (staging) => {
			await installFromLockfile(root, staging, {
				// NODE_ENV=production in somebody's environment would leave out everything we need.
				args: ['--include=dev', '--include=optional'],
				files: ['package.json', 'package-lock.json', '.npmrc'],
				log: log('packages'),
			});
			return path.join(staging, 'node_modules');
		}),
	);
};

module.exports = { installFromLockfile, installRepository };
