const OneContextEnvironment = require('../support/jest/environment.cjs');

/** Ends a mutant's run with the first test that fails: that has killed it. */
module.exports = class extends OneContextEnvironment {
	hasFailed = false;

	/**
	 * @param {import('@jest/types').Circus.Event} event
	 * @param {import('@jest/types').Circus.State} state
	 */
	handleTestEvent(event, state) {
		// Lines of many files: Stryker would look for them in the one that Jest runs, and know no test again.
		if (event.name === 'run_start') state.includeTestLocationInResult = false;
		if (event.name === 'test_done' && event.test.errors.length > 0) this.hasFailed = true;
		if (!this.hasFailed) return;
		if (event.name === 'test_start') event.test.mode = 'skip';
		if (event.name === 'run_describe_start') event.describeBlock.mode = 'skip';
	}
};
