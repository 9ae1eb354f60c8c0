import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createHome } from '../test/n8n/home.mts';
import { installedPackage, packPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { messageOf } from '../test/support/messageOf.mts';
import { runCommand, say } from './runCommand.mts';
import { importExample } from './demo/example.mts';
import { openEditor, openHome, openSimulator, untilStopped } from './demo/instance.mts';

const COMPILER = path.join(repositoryDirectory, 'node_modules', 'typescript', 'bin', 'tsc');

const { values } = parseArgs({ options: { source: { type: 'string' } } });
const source = path.resolve(values.source ?? repositoryDirectory);

/** Starts the compiler, which says what it finds, and writes what has no errors; gives what ends it. */
function compileOnChange(target: string): () => void {
	const args = ['--watch', '--preserveWatchOutput', '--noEmitOnError', '--outDir', target];
	const compiler = spawn(process.execPath, [COMPILER, '-p', source, ...args], { stdio: 'inherit' });
	return () => compiler.kill();
}

/** Copies icons, codex files and schemas when they change; gives what ends it. */
function copyOnChange(target: string): () => void {
	const watchers = ['icons', 'nodes'].map((folder) =>
		watch(path.join(source, folder), { recursive: true }, (_event, name) => {
			if (name === null || !/\.(svg|json)$/.test(name)) return;
			const file = path.join(folder, name);
			copyFile(path.join(source, file), path.join(target, file)).catch((error: unknown) =>
				say(`${file} was not copied: ${messageOf(error)}`),
			);
		}),
	);
	return () => watchers.forEach((watcher) => watcher.close());
}

// n8n-node dev fetches the newest n8n at each start, and has neither an account nor an API to call.
runCommand('npm run dev', async (atEnd) => {
	const simulator = await openSimulator(atEnd);
	const home = await openHome(atEnd, async () => {
		const tarball = await packPackage(source);
		atEnd(() => rm(path.dirname(tarball), { recursive: true, force: true }));
		return await createHome({ tarball, env: { N8N_DEV_RELOAD: 'true' } });
	});
	await importExample(home, simulator);
	const server = await openEditor(home);
	const target = path.join(installedPackage(home.directory), 'dist');
	atEnd(compileOnChange(target));
	atEnd(copyOnChange(target));
	say(`\nWhat the simulator has received: ${simulator.pageUrl}`);
	say(`Watching nodes/, credentials/ and icons/ in ${source}`);
	await untilStopped(server);
});
