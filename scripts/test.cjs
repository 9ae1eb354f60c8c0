const { runOnNode24 } = require('./set-up/node24.cjs');

const steps = process.argv.slice(2);

void runOnNode24('test.mts', steps, {
	// Only the end-to-end tests need n8n itself.
	n8n: steps.length === 0 || steps.includes('e2e'),
	earlierCore: steps.length === 0 || steps.includes('facts'),
	// Without its tools nothing can be checked; the last line still says so in the usual form.
	afterFailure: '\nFailed:\n  setting up\n\n0 passed, 1 failed\n',
});
