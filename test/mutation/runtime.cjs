const { default: fastCheck } = require('fast-check');
const SharedPackagesRuntime = require('../support/jest/runtime.cjs');

const MOST_RUNS = 500;

/** fast-check with fewer runs, which are the same each time: a mutant must not be killed by chance. */
const repeatable = {
	...fastCheck,
	/**
	 * @param {import('fast-check').IRawProperty<unknown>} property
	 * @param {import('fast-check').Parameters<unknown>} options
	 */
	assert: (property, options = {}) => {
		const numRuns = Math.min(options.numRuns ?? MOST_RUNS, MOST_RUNS);
		return fastCheck.assert(property, { ...options, numRuns, seed: 1 });
	},
};

/** Tests with that in place of fast-check. */
module.exports = class extends SharedPackagesRuntime {
	/**
	 * @param {string} from
	 * @param {string} name
	 * @override
	 */
	requireModuleOrMock(from, name) {
		if (name === 'fast-check') return { __esModule: true, ...repeatable, default: repeatable };
		return super.requireModuleOrMock(from, name);
	}
};
