const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { describe } = require('@jest/globals');

/**
 * All unit tests as one file: Jest would load the node's code once for each file, and for each mutant. Those with
 * thousands of cases come last: most mutants are killed before.
 */
const directory = join(__dirname, '..', 'unit');
const isSlow = (/** @type {string} */ name) =>
	/^(anyClip|clipFormats|correctFile|notAudio|wavLength)\./.test(name);

/** These read the code as text: here all mutants are in it, and they would notice none. */
const readsTheCode = (/** @type {string} */ name) => /^(layers|troubleshooting)\./.test(name);

const names = readdirSync(directory).filter(
	(name) => name.endsWith('.test.mts') && !readsTheCode(name),
);
const ordered = [...names.filter((name) => !isSlow(name)), ...names.filter(isSlow)];

for (const name of ordered) {
	describe(name, () => {
		require(join(directory, name));
	});
}
