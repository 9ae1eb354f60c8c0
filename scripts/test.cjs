const path = require('node:path');
const { setUp } = require('./setup.cjs');
const { runOnNode24 } = require('./set-up/node24.cjs');

/** Runs test.mts, which does the work, on Node 24. Only the end-to-end tests need n8n itself. */
const main = async () => {
	const steps = process.argv.slice(2);
	const { node } = await setUp({ n8n: steps.length === 0 || steps.includes('e2e') });
	return runOnNode24(node, path.join(__dirname, 'test.mts'), steps);
};

main().then(
	(code) => {
		process.exitCode = code;
	},
	(/** @type {unknown} */ error) => {
		process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
		// Without its tools nothing can be checked; the last line still says so in the usual form.
		process.stdout.write('\nFailed:\n  setting up\n\n0 passed, 1 failed\n');
		process.exitCode = 1;
	},
);
