import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const prettier = createRequire(import.meta.filename).resolve('prettier/bin/prettier.cjs');

/** A text as prettier formats it for this file. In a process of its own: jest cannot load it. */
export async function formatted(text: string, path: string): Promise<string> {
	const running = promisify(execFile)(process.execPath, [prettier, '--stdin-filepath', path], {
		maxBuffer: 10_000_000,
	});
	running.child.stdin?.end(text);
	return (await running).stdout;
}
