const { runOnNode24 } = require('./set-up/node24.cjs');

if ((process.env['VOGENT_API_KEY'] ?? '').trim()) {
	void runOnNode24('live.mts', process.argv.slice(2), { n8n: false });
} else {
	// Said before the set-up, so that nobody waits for a download in vain.
	process.stderr.write(
		'Set VOGENT_API_KEY to your Vogent API key:\n\n  VOGENT_API_KEY=... npm run test:live [-- --spend]\n',
	);
	process.exitCode = 2;
}
