import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repositoryDirectory } from '../../test/n8n/paths.mts';

const END = '<!-- to here -->';

/** Writes a page, named as from docs/, as Prettier formats it. */
export async function writePage(name: string, text: string): Promise<void> {
	const page = inDocs(name);
	await writeFile(page, await format(text, { ...(await resolveConfig(page)), filepath: page }));
}

/**
 * Writes what a command has found into a page, named as from docs/, in place of what its last run has found: between two marks.
 *
 * @throws {Error} when the page has lost its marks
 */
export async function writeBetweenMarks(
	name: string,
	command: string,
	paragraphs: string[],
): Promise<void> {
	const page = await readFile(inDocs(name), 'utf8');
	const mark = `<!-- Written by ${command}, from here -->`;
	const begin = page.indexOf(mark);
	const end = page.indexOf(END);
	if (begin < 0 || end < begin) throw new Error(`${name} has lost its marks`);
	const text = [`${page.slice(0, begin)}${mark}`, ...paragraphs, page.slice(end)].join('\n\n');
	await writePage(name, text);
}

const inDocs = (name: string) => path.resolve(repositoryDirectory, 'docs', name);
