const { default: Runtime } = require('jest-runtime');

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
		const isPackage = /^(@(?!jest\/)|[a-z])/.test(name) && !name.startsWith('node:');
		return isPackage ? require(name) : super.requireModuleOrMock(from, name);
	}
};
