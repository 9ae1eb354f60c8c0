const { runOnNode24 } = require('./set-up/node24.cjs');

const USAGE = `Usage: npm run demo [-- <flags>]

Clones a voice with the Vogent node in a real n8n and shows the result. A simulator stands in for Vogent.

  --exit   end after the result instead of leaving n8n running
  --live   use the real Vogent API: needs VOGENT_API_KEY, costs money, and makes a voice that cannot be
           deleted through the API (VOGENT_BASE_URL sets another address)
`;

const FLAGS = ['--exit', '--live'];

const flags = process.argv.slice(2);
const unknown = flags.find((flag) => !FLAGS.includes(flag));

if (flags.includes('--help')) {
	process.stdout.write(USAGE);
} else if (unknown !== undefined) {
	process.stderr.write(`Unknown flag: ${unknown}\n\n${USAGE}`);
	process.exitCode = 2;
} else if (flags.includes('--live') && !(process.env['VOGENT_API_KEY'] ?? '').trim()) {
	process.stderr.write(
		'Set VOGENT_API_KEY to your Vogent API key to use --live:\n\n' +
			'  VOGENT_API_KEY=... npm run demo -- --live\n\n' +
			'Without --live the demo needs no key: a simulator stands in for Vogent.\n',
	);
	process.exitCode = 2;
} else {
	void runOnNode24('demo.mts', flags, { n8n: true });
}
