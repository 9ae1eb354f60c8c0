const { default: fastCheck } = require('fast-check');
const { default: Runtime } = require('jest-runtime');

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

/**
 * Packages are loaded once in a process and not for every mutant: n8n's take longer than the tests. Only code of this
 * repository, which has the mutants in it, is loaded anew.
 */
module.exports = class extends Runtime {
	/**
	 * @param {string} from
	 * @param {string} name
	 */
	requireModuleOrMock(from, name) {
		if (name === 'fast-check') return { __esModule: true, ...repeatable, default: repeatable };
		const isPackage = /^(@(?!jest\/)|[a-z])/.test(name) && !name.startsWith('node:');
		return isPackage ? require(name) : super.requireModuleOrMock(from, name);
	}
};
