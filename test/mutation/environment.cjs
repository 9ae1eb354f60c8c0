const { TestEnvironment } = require('jest-environment-node');

/** Ends the run of a mutant with the first test that fails: one is enough to kill it. */
module.exports = class extends TestEnvironment {
	hasFailed = false;

	/** @param {import('jest-circus').Circus.Event} event */
	handleTestEvent(event) {
		if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.hasFailed = true;
		if (!this.hasFailed) return;
		if (event.name === 'test_start') event.test.mode = 'skip';
		if (event.name === 'run_describe_start') event.describeBlock.mode = 'skip';
	}
};
