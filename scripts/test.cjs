const { runOnNode24 } = require('./set-up/node24.cjs');
const { select } = require('./test-steps/selection.cjs');

const USAGE = `Usage: npm test [-- <checks, folders, or files>]
       npm run test:full

Runs every check, or what is named, any number of these:

  lint, format, types       of all code
  scan                      n8n's verification scan, of the package and of the source
  unit, component, simulator, facts, package, e2e, browser
                            the tests in that folder of test/
  full                      the tests that measure or repeat at length
  test/unit/retry.test.mts  a file of tests, in whatever folder

npm run test:full runs everything, and then "full". What is needed is fetched, built, and packed first.
`;

const args = process.argv.slice(2);
const { unknown, folders } = select(args.filter((arg) => arg !== '--help'));

if (args.includes('--help')) {
	process.stdout.write(USAGE);
} else if (unknown !== undefined) {
	process.stderr.write(`There is nothing to run by the name of ${unknown}\n\n${USAGE}`);
	process.exitCode = 2;
} else {
	void runOnNode24('test.mts', args, {
		n8n: folders.some((folder) => ['e2e', 'browser', 'full'].includes(folder)),
		browser: folders.includes('browser'),
		earlierCore: folders.includes('facts'),
		// Without its tools nothing can be checked; the last line still says so in the usual form.
		afterFailure: '\nFailed:\n  setting up\n\n0 passed, 1 failed\n',
	});
}
