import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { line } from '../../test/n8n/lines.mts';
import { n8nDirectory, repositoryDirectory } from '../../test/n8n/paths.mts';

/** Where and with what it was measured, a line each. */
export async function describeMachine(curl: string | undefined): Promise<string[]> {
	const [cpu] = os.cpus();
	const gigabytes = (os.totalmem() / 2 ** 30).toFixed(0);
	return [
		`Date: ${new Date().toISOString().slice(0, 10)}`,
		`n8n ${await version(path.join(n8nDirectory(line.version), 'node_modules', 'n8n'))}`,
		`n8n-nodes-vogent ${await version(repositoryDirectory)}`,
		`Node ${process.versions.node}`,
		curl ?? 'curl: not found',
		`Machine: ${cpu?.model.trim() ?? 'unknown processor'}, ${os.cpus().length} cores, ${gigabytes} GB of memory, ${os.type()} ${os.release()}`,
	];
}

async function version(directory: string): Promise<string> {
	const text = await readFile(path.join(directory, 'package.json'), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}
