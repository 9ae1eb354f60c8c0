const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends the commands that run at the moment; for when the set-up itself is interrupted. */
const stopCommands = () => {
	for (const child of running) child.kill('SIGTERM');
};

/** npm as a program and the arguments it starts with: the npm that started us, else the one beside this Node, else the PATH's. */
const npmCommand = () => {
	const beside = path.dirname(process.execPath);
	const found = [
		process.env['npm_execpath'] ?? '',
		path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
	].find((file) => path.basename(file) === 'npm-cli.js' && fs.existsSync(file));
	return found
		? { program: process.execPath, first: [found], shell: false }
		: { program: 'npm', first: [], shell: process.platform === 'win32' };
};

const lastLines = (/** @type {string} */ file, count = 25) =>
	fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');

/**
 * Runs a program with its output in a log file.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, log: string, env?: NodeJS.ProcessEnv, shell?: boolean }} options `log`: the file it adds to
 * @returns {Promise<void>} rejects, with the log's last lines, when the program fails or cannot be started
 */
const runLogged = async (program, args, { cwd, log, env = process.env, shell = false }) => {
	fs.mkdirSync(path.dirname(log), { recursive: true });
	const output = fs.openSync(log, 'a');
	fs.writeSync(output, `\n== ${args.join(' ')}\n`);
	try {
		const end = await new Promise((resolve, reject) => {
			const child = spawn(program, args, {
				cwd,
				env,
				shell,
				stdio: ['ignore', output, output],
				windowsHide: true,
			});
			running.add(child);
			child.once('error', reject);
			child.once('exit', (code, signal) => {
				running.delete(child);
				resolve(signal ?? code);
			});
		});
		if (end !== 0) throw new Error(`It ended with ${end}.`);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`${reason} The end of ${log}:\n${lastLines(log)}`, { cause: error });
	} finally {
		fs.closeSync(output);
	}
};

/**
 * Runs npm quietly, and once more when it fails: most failures are hiccups of the network.
 *
 * @param {string[]} args
 * @param {{ cwd: string, log: string, env?: NodeJS.ProcessEnv, tries?: number }} options `log`: the file it writes
 * @returns {Promise<void>} rejects, with the log's last lines, when npm failed each time
 */
const runNpm = async (args, { tries = 2, ...options }) => {
	const { program, first, shell } = npmCommand();
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--no-progress'];
	for (let left = tries; ; left--) {
		try {
			await runLogged(program, [...first, ...args, ...quiet], { ...options, shell });
			return;
		} catch (error) {
			if (left <= 1) throw error;
		}
		process.stdout.write('   npm failed, trying once more\n');
	}
};

module.exports = { npmCommand, runLogged, runNpm, stopCommands };
