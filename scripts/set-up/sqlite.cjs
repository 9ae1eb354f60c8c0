const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { npmCommand, runLogged } = require('./npm.cjs');

/** A new folder whose path has no spaces where that is possible: the compiler's makefiles cannot cope with them. */
const makeBuildFolder = () => {
	const parents = [os.tmpdir(), '/tmp', '/var/tmp'].filter((folder) => !/\s/.test(folder));
	for (const parent of [...parents, os.tmpdir()]) {
		try {
			return fs.mkdtempSync(path.join(parent, 'vogent-build-'));
		} catch {
			// Not there or not ours to write to; the last one is tried once more below.
		}
	}
	return fs.mkdtempSync(path.join(os.tmpdir(), 'vogent-build-'));
};

/** npm's own node-gyp where there is one: the one beside the driver is too old for Python 3.12. */
const findNodeGyp = (/** @type {string} */ modules) => {
	const [npm] = npmCommand().first;
	const script = path.join('node-gyp', 'bin', 'node-gyp.js');
	const bundled = npm ? path.join(path.dirname(npm), '..', 'node_modules', script) : '';
	return fs.existsSync(bundled) ? bundled : path.join(modules, script);
};

/**
 * Compiles n8n's database driver and puts it into n8n's folder.
 *
 * @param {{ n8nDirectory: string, node: string, env: NodeJS.ProcessEnv, log: string }} options `node`: Node 24's binary;
 * `env`: an environment in which `node` means it; `log`: the file that gets the compiler's output
 * @returns {Promise<void>} rejects when it cannot be compiled or does not load afterwards
 */
const compileSqlite = async ({ n8nDirectory, node, env, log }) => {
	const modules = path.join(n8nDirectory, 'node_modules');
	const driver = path.join(modules, 'sqlite3');
	const work = makeBuildFolder();
	const copy = path.join(work, 'node_modules', 'sqlite3');
	const remove = () => fs.rmSync(work, { recursive: true, force: true });
	process.on('exit', remove);
	try {
		fs.cpSync(driver, copy, { recursive: true });
		const addonApi = require.resolve('node-addon-api/package.json', { paths: [driver] });
		fs.cpSync(path.dirname(addonApi), path.join(work, 'node_modules', 'node-addon-api'), {
			recursive: true,
		});
		const args = [findNodeGyp(modules), 'rebuild'];
		const headers = path.join(path.dirname(node), '..', 'include');
		// With Node's own headers at hand nothing has to be downloaded. A user's npm settings may name others.
		if (fs.existsSync(path.join(headers, 'node', 'node_api.h'))) {
			fs.cpSync(headers, path.join(work, 'node', 'include'), { recursive: true });
			args.push(`--nodedir=${path.join(work, 'node')}`);
		}
		// The driver's build scripts find here what they do not find beside the copy.
		await runLogged(node, args, { cwd: copy, env: { ...env, NODE_PATH: modules }, log });
		const built = path.join('build', 'Release', 'node_sqlite3.node');
		fs.mkdirSync(path.dirname(path.join(driver, built)), { recursive: true });
		fs.copyFileSync(path.join(copy, built), path.join(driver, built));
		const check =
			"const { Database } = require('sqlite3'); new Database(':memory:', (error) => process.exit(error ? 1 : 0));";
		await runLogged(node, ['-e', check], { cwd: n8nDirectory, env, log });
	} finally {
		process.off('exit', remove);
		remove();
	}
};

module.exports = { compileSqlite };
