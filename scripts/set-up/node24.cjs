const { spawn } = require('node:child_process');
const path = require('node:path');
const { setUp, withNodeFirst } = require('../setup.cjs');

/**
 * Sets up what is needed and runs a script of this folder's parent on Node 24, which is also what `node` means for
 * everything it starts. The process then ends with the script's exit code, or 1 with a message for the user.
 *
 * @param {string} script such as `demo.mts`
 * @param {string[]} args
 * @param {import('../setup.cjs').Parts & { afterFailure?: string }} options the parts of n8n that are needed, and a text
 * to print when the set-up fails
 * @returns {Promise<void>} never rejects
 */
const runOnNode24 = async (script, args, { afterFailure = '', ...parts }) => {
	try {
		const node = await setUp(parts);
		process.exitCode = await run(node, path.join(__dirname, '..', script), args);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${message}\n`);
		process.stdout.write(afterFailure);
		process.exitCode = 1;
	}
};

/** @type {(node: string, script: string, args: string[]) => Promise<number>} */
const run = (node, script, args) =>
	new Promise((resolve, reject) => {
		const child = spawn(node, [script, ...args], { stdio: 'inherit', env: withNodeFirst(node) });
		// This process stays until the other one has tidied up, and gives its exit code.
		for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
			process.on(signal, () => child.kill(signal));
		}
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});

module.exports = { runOnNode24 };
