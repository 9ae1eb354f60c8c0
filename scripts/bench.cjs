const { runOnNode24 } = require('./set-up/node24.cjs');

const [name, ...args] = process.argv.slice(2);

void runOnNode24(`bench/${name}.mts`, args, { n8n: false });
