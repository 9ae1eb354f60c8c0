const { runOnNode24 } = require('./set-up/node24.cjs');

const steps = process.argv.slice(2);
const isRun = (/** @type {string} */ step) => steps.length === 0 || steps.includes(step);

void runOnNode24('test.mts', steps, {
	// Only the end-to-end tests and those in a browser need n8n itself.
	n8n: isRun('e2e') || isRun('browser'),
	browser: isRun('browser'),
	earlierCore: isRun('facts'),
	// Without its tools nothing can be checked; the last line still says so in the usual form.
	afterFailure: '\nFailed:\n  setting up\n\n0 passed, 1 failed\n',
});
