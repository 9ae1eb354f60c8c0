import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startServers } from './server.mts';

/**
 * Stands in for the Vogent API on this machine:
 * `node test/simulator/main.mts [--port N] [--key KEY] [--until-stdin-closes]`.
 * Prints one line of JSON with where it is and its key, then serves until it is told to end.
 */
const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '0' },
		key: { type: 'string', default: `simulator-${randomBytes(16).toString('hex')}` },
		'until-stdin-closes': { type: 'boolean', default: false },
	},
});

const { address, stop } = await startServers(values.key, {
	api: Number(values.port),
	controls: 0,
});

function end(): void {
	void stop().then(() => process.exit(0));
}

process.once('SIGTERM', end);
process.once('SIGINT', end);
if (values['until-stdin-closes']) {
	// A test that is killed cannot stop the simulator, but its end of the pipe closes all the same.
	process.stdin.once('close', end).once('error', end).resume();
}

process.stdout.write(`${JSON.stringify(address)}\n`);
