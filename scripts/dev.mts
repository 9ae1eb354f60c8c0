import path from 'node:path';
import { parseArgs } from 'node:util';
import { createHome } from '../test/n8n/home.mts';
import { installedPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { runCommand, say } from './runCommand.mts';
import { importExample } from './demo/example.mts';
import { openEditor, openHome, openSimulator, untilStopped } from './demo/instance.mts';
import { buildOnChange } from './dev/build.mts';
import { followReloads, untilReloading } from './dev/reloads.mts';

const { values } = parseArgs({ options: { source: { type: 'string' } } });
const source = path.resolve(values.source ?? repositoryDirectory);

runCommand('npm run dev', async (atEnd) => {
	const simulator = await openSimulator(atEnd);
	const home = await openHome(atEnd, () =>
		createHome({
			env: { N8N_DEV_RELOAD: 'true' },
			tarball: async (installed) => atEnd(await buildOnChange(source, installed)),
		}),
	);
	await importExample(home, simulator);
	const server = await openEditor(home);
	say(`\nWhat the simulator has received: ${simulator.pageUrl}`);
	const installed = installedPackage(home.directory);
	await untilReloading(server, installed);
	followReloads(server, installed);
	say(`\nWatching nodes/, credentials/ and icons/ in ${source}`);
	await untilStopped(server);
});
