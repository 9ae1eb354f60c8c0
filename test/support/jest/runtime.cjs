const { default: Runtime } = require('jest-runtime');

/** Packages are loaded once in a process; only code of this repository is loaded anew for each test file. */
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
