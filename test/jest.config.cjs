/**
 * Tests are .mts: n8n's lint leaves those alone, and Node 24 runs the simulator's files as they are. Jest turns them
 * into CommonJS, as n8n does with the node's own files.
 */
const transform = {
	'\\.m?ts$': [
		'@swc/jest',
		{
			jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
			module: { type: 'commonjs' },
			sourceMaps: 'inline',
		},
	],
};

/** Their tests need n8n-core, and it takes longer than most of them: it is loaded once a worker, not for each file. */
const SHARES_PACKAGES = ['unit', 'component'];
const sharedPackages = {
	testEnvironment: `${__dirname}/support/jest/environment.cjs`,
	runtime: `${__dirname}/support/jest/runtime.cjs`,
};

const project = (/** @type {string} */ name) => ({
	displayName: name,
	rootDir: `${__dirname}/..`,
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
	modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/dist/'],
	transform,
	...(SHARES_PACKAGES.includes(name) ? sharedPackages : {}),
});

/** Those with files that share an n8n. */
const projectWithN8n = (/** @type {string} */ name) => ({
	...project(name),
	globalSetup: '<rootDir>/test/e2e/support/shared.mts',
	globalTeardown: '<rootDir>/test/e2e/support/leaveShared.mts',
});

module.exports = {
	// On a busy machine.
	testTimeout: 20_000,
	projects: [
		...['unit', 'component', 'simulator', 'facts', 'package', 'full'].map(project),
		...['e2e', 'browser'].map(projectWithN8n),
	],
};
