const { runOnNode24 } = require('./set-up/node24.cjs');

void runOnNode24('matrix.mts', process.argv.slice(2), { n8n: true, earlierN8n: true });
