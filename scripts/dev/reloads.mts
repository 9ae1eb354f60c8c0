import { execFile } from 'node:child_process';
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageName } from '../../test/n8n/package.mts';
import { repositoryDirectory } from '../../test/n8n/paths.mts';
import type { N8nServer } from '../../test/n8n/server.mts';
import { say } from '../runCommand.mts';

const LOOK_MS = 200;
/** From the change of a file until n8n has surely noticed it, if it watches. */
const NOTICE_MS = 1000;
const WATCH_LIMIT_MS = 30_000;
const MOST_LINES = 8;
const TRIGGERED = `Hot reload triggered for ${packageName}`;
const FAILED = `Hot reload failed for ${packageName}`;

/**
 * Waits until n8n, started with N8N_DEV_RELOAD, watches the package: it answers before it does.
 *
 * @param installed the package's folder in n8n
 * @throws {Error} when it does not within half a minute
 */
export async function untilReloading(server: N8nServer, installed: string): Promise<void> {
	const file = path.join(installed, 'dist', '.watched');
	await writeFile(file, '');
	for (const end = Date.now() + WATCH_LIMIT_MS; Date.now() < end;) {
		await utimes(file, new Date(), new Date());
		await new Promise((resolve) => setTimeout(resolve, NOTICE_MS));
		if (server.log().includes(TRIGGERED)) return;
	}
	throw new Error(`n8n does not watch the package.\n${server.log()}`);
}

/** Says what n8n makes of each new build, as it stands in its log. */
export function followReloads(server: N8nServer, installed: string): void {
	let seen = server.log().length;
	setInterval(() => {
		const news = server.log().slice(seen);
		seen += news.length;
		if (news.includes(FAILED)) void sayWhyNot(installed);
		else if (news.includes(TRIGGERED)) say('n8n loads it: refresh the editor in a moment.');
	}, LOOK_MS).unref();
}

/** n8n keeps the error to itself, so the package is loaded once more, by Node alone. */
async function sayWhyNot(installed: string): Promise<void> {
	const env = { ...process.env, NODE_PATH: path.join(repositoryDirectory, 'node_modules') };
	const error = await new Promise<string>((resolve) => {
		const args = ['-e', 'require("./index.js")'];
		execFile(process.execPath, args, { cwd: installed, env }, (_error, _stdout, stderr) =>
			resolve(stderr.trim().split('\n').slice(0, MOST_LINES).join('\n')),
		);
	});
	say(`n8n could not load it, and has no Vogent node until it is mended.\n\n${error}`);
}
