import { parseArgs } from 'node:util';
import { isPortFree } from '../test/n8n/ports.mts';
import { ControlsClient } from '../test/simulator/controls-client.mts';
import { startServers } from '../test/simulator/server.mts';
import { runCommand, say } from './runCommand.mts';

const API_PORT = 3100;
/** Always the same, so that a credential in n8n outlives the simulator. */
const API_KEY = 'simulator-key';

const { values } = parseArgs({ options: { port: { type: 'string' } } });

async function freeOr(port: number): Promise<number> {
	return (await isPortFree(port)) ? port : 0;
}

runCommand('The simulator', async (atEnd) => {
	const wanted = values.port === undefined ? undefined : Number(values.port);
	if (wanted !== undefined && !(await isPortFree(wanted))) {
		throw new Error(`Port ${wanted} is taken. Choose another one, or leave --port out.`);
	}
	const { address, stop } = await startServers(API_KEY, {
		api: wanted ?? (await freeOr(API_PORT)),
		controls: await freeOr((wanted ?? API_PORT) + 1),
	});
	atEnd(stop);
	await new ControlsClient(address.controlUrl).settings({ clock: 'real' });
	say(`The simulator stands in for Vogent's API. For a credential in n8n:\n`);
	say(`  API Key   ${address.apiKey}`);
	say(`  Base URL  ${address.baseUrl}`);
	say(`\nWhat it has received, in the browser:\n`);
	say(`  ${address.pageUrl}`);
	say('\nPress Ctrl+C to stop. Nothing is kept.');
	// The servers keep the process alive until a signal ends it.
	await new Promise(() => undefined);
});
