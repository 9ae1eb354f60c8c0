const { spawn } = require('node:child_process');
const path = require('node:path');
const { setUp } = require('./setup.cjs');

/** Runs live.mts, which does the work, on Node 24, and ends with its exit code. */
const main = async () => {
	const { node } = await setUp({ n8n: false });
	const script = path.join(__dirname, 'live.mts');
	const child = spawn(node, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
	// Ctrl-C reaches both processes; this one has to stay for the other's exit code.
	process.on('SIGINT', () => undefined);
	child.on('error', fail);
	child.on('exit', (code) => {
		process.exitCode = code ?? 1;
	});
};

const fail = (/** @type {unknown} */ error) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
};

main().catch(fail);
