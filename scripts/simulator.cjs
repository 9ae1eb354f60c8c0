const { runOnNode24 } = require('./set-up/node24.cjs');

const USAGE = `Usage: npm run simulator [-- <flags>]

Runs the simulator that stands in for Vogent's API, without n8n, until you press Ctrl+C. It prints the base URL and the
API key for a credential in an n8n of your own, and the address of a page that shows the voices, the calls and the
requests it has received. It listens on this machine only, and keeps nothing.

  --port <n>   the port of the API; 3100, or any free one if that is taken. The page is on the next one if it is free.
`;

const args = process.argv.slice(2);
const isPort = (/** @type {string | undefined} */ text = '') =>
	/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536;
const fits = args.length === 0 || (args.length === 2 && args[0] === '--port' && isPort(args[1]));

if (args.includes('--help')) {
	process.stdout.write(USAGE);
} else if (fits) {
	void runOnNode24('simulator.mts', args, { n8n: false });
} else {
	process.stderr.write(`This is not understood: ${args.join(' ')}\n\n${USAGE}`);
	process.exitCode = 2;
}
