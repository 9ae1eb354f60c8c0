const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { describe } = require('@jest/globals');

const directory = join(__dirname, '..', 'unit');

for (const name of readdirSync(directory).sort()) {
	if (!name.endsWith('.test.mts')) continue;
	describe(name, () => {
		require(join(directory, name));
	});
}
