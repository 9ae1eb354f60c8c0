const { runOnNode24 } = require('./set-up/node24.cjs');

const [first, ...rest] = process.argv.slice(2);

// What loading the node costs is measured without n8n.
if (first === 'load') void runOnNode24('bench/load.mts', rest, { n8n: false });
else if (first === 'waiting') void runOnNode24('bench/waiting.mts', rest, { n8n: true });
else void runOnNode24('bench.mts', process.argv.slice(2), { n8n: true });
