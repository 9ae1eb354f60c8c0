const { runOnNode24 } = require('./set-up/node24.cjs');

const USAGE = `Usage: npm run bench [-- <flags>]

Uploads clips with this node, with others, and with curl, and writes docs/benchmarks.md. It takes about 40 minutes and 5 GB
of disk, and needs an idle machine.

  --quick     only clips of 1 and 10 MB, once; writes nothing
  --only …    only these cases, such as many-20,database-50; writes nothing
  --runs N    how often each contender uploads each clip (3); the median counts

npm run bench:load measures what loading the node costs.
`;

const [first, ...rest] = process.argv.slice(2);

if (first === '--help') process.stdout.write(USAGE);
// What loading the node costs is measured without n8n.
else if (first === 'load') void runOnNode24('bench/load.mts', rest, { n8n: false });
else void runOnNode24('bench.mts', process.argv.slice(2), { n8n: true });
