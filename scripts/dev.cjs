const { runOnNode24 } = require('./set-up/node24.cjs');

const USAGE = `Usage: npm run dev [-- <flags>]

Starts what npm run demo starts, a real n8n with the package in it and a simulator in place of Vogent, and keeps the
package up to date: when a file in nodes/, credentials/ or icons/ changes, it is built again, and n8n loads the new
build without a restart: refresh the editor in a moment. A type error is shown with its file and line, and n8n keeps the
last build until it is fixed. Changes to package.json need a restart of this command. Runs until you press Ctrl+C.

  --source <folder>   the checkout whose files are built and watched; this one by default
`;

const args = process.argv.slice(2);
const fits = args.length === 0 || (args.length === 2 && args[0] === '--source');

if (args.includes('--help')) {
	process.stdout.write(USAGE);
} else if (fits) {
	void runOnNode24('dev.mts', args, { n8n: true });
} else {
	process.stderr.write(`This is not understood: ${args.join(' ')}\n\n${USAGE}`);
	process.exitCode = 2;
}
