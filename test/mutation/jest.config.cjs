// Properties are tried often; runtime.cjs says how often at most.
process.env.VOGENT_FULL = '1';

const { projects } = require('../jest.config.cjs');

const unit = projects.find(({ displayName }) => displayName === 'unit');

module.exports = {
	...unit,
	rootDir: `${__dirname}/../..`,
	roots: ['<rootDir>/nodes', '<rootDir>/test'],
	testMatch: ['<rootDir>/test/mutation/*.test.cjs'],
	testEnvironment: `${__dirname}/environment.cjs`,
	runtime: `${__dirname}/runtime.cjs`,
	testTimeout: 15_000,
};
