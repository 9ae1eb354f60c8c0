const { runOnNode24 } = require('./set-up/node24.cjs');

void runOnNode24('queue.mts', process.argv.slice(2), { n8n: true });
