import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: [
		'nodes/Vogent/transport/**/*.ts',
		'!nodes/Vogent/transport/caller.ts',
		'nodes/Vogent/execution/**/*.ts',
		'nodes/Vogent/clip/**/*.ts',
		'nodes/Vogent/router.ts',
	],
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.cjs', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	concurrency: 2,
	plugins: ['@stryker-mutator/jest-runner'],
	ignorePatterns: ['.cache', 'dist', 'coverage'],
	// Outside of the repository: n8n's lint would look at the changed code, too.
	tempDirName: join(tmpdir(), 'vogent-mutation'),
	incremental: true,
	incrementalFile: '.cache/mutation/incremental.json',
	reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
	jsonReporter: { fileName: '.cache/mutation/report.json' },
	htmlReporter: { fileName: '.cache/mutation/report.html' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	thresholds: { high: 95, low: 85, break: 85 },
};
