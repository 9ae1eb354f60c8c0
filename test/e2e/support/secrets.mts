import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of an n8n, its database and its logs among them, in which a text stands; the package's own left out. */
export async function filesWith(directory: string, text: string): Promise<string[]> {
	const entries = await readdir(directory, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map((entry) => join(entry.parentPath, entry.name));
	const found = await Promise.all(
		files.map(async (file) => {
			// n8n may be running, and a file may be gone by now.
			const content = await readFile(file).catch(() => Buffer.alloc(0));
			return content.includes(text) ? [file] : [];
		}),
	);
	return found.flat();
}
