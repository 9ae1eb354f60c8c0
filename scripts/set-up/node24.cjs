const { spawn } = require('node:child_process');
const { withNodeFirst } = require('../setup.cjs');

/**
 * Runs a script on Node 24, which is also what `node` means for everything it starts.
 *
 * @param {string} node Node 24's binary
 * @param {string} script path of a .mts file
 * @param {string[]} args
 * @returns {Promise<number>} its exit code; rejects when it cannot be started
 */
const runOnNode24 = (node, script, args) =>
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
