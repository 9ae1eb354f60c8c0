import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import type { WorkflowToImport } from '../../n8n/types.mts';
import { repositoryDirectory } from '../../n8n/paths.mts';

/** Workflows as users have saved them, in a folder for each version that had something new to save. */
const savedFolder = join(repositoryDirectory, 'test', 'saved-workflows');

/** A workflow file of a version. */
export interface SavedWorkflow {
	version: string;
	/** The file's, without `.json`: resource, operation and what is special about it. */
	name: string;
	/** As it is in the file, what is made at run time still to be filled in. */
	text: string;
}

/** What the file has, as the editor exports it. */
export type WorkflowFile = Omit<WorkflowToImport, 'id'>;

const EXPECTED = '.expected.json';
const MANIFEST = 'SHA256.json';

/** The versions that have a folder, the oldest first. */
export function savedVersions(): string[] {
	return readdirSync(savedFolder).sort((one, other) =>
		one.localeCompare(other, 'en', { numeric: true }),
	);
}

/** All saved workflows, the oldest first. */
export function readSaved(): SavedWorkflow[] {
	return savedVersions().flatMap((version) =>
		filesOf(version)
			.filter((file) => file !== MANIFEST && !file.endsWith(EXPECTED))
			.map((file) => ({
				version,
				name: file.replace(/\.json$/, ''),
				text: readFileSync(join(savedFolder, version, file), 'utf8'),
			})),
	);
}

/** The Vogent nodes of a workflow, the trigger among them. */
export function vogentNodesOf({ nodes }: Pick<WorkflowFile, 'nodes'>): INode[] {
	return nodes.filter(({ type }) => type.startsWith('n8n-nodes-vogent.'));
}

/** What a saved workflow has to send and to give; undefined where that was never written down. */
export function readExpected({ version, name }: SavedWorkflow): unknown {
	const path = join(savedFolder, version, `${name}${EXPECTED}`);
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** Writes down what a saved workflow sends and gives. Throws where that is written down already. */
export function writeExpected({ version, name }: SavedWorkflow, expected: unknown): void {
	writeNew(version, `${name}${EXPECTED}`, expected);
}

/** Writes a workflow. Throws where there is one of its name. */
export function writeWorkflow(version: string, name: string, workflow: WorkflowFile): void {
	mkdirSync(join(savedFolder, version), { recursive: true });
	writeNew(version, `${name}.json`, workflow);
}

/** The text of a file with this content, as the editor writes it. */
export function textOf(content: unknown): string {
	return `${JSON.stringify(content, null, 2)}\n`;
}

/** How the files of a version differ from its manifest: one line each. */
export function changesOf(version: string): string[] {
	const known = readManifest(version);
	const files = new Map(filesOf(version).map((file) => [file, checksumOf(version, file)]));
	files.delete(MANIFEST);
	const missing = Object.keys(known).filter((file) => !files.has(file));
	return [
		...missing.map((file) => `${version}/${file} is gone`),
		...[...files].flatMap(([file, checksum]) => {
			if (known[file] === undefined) return [`${version}/${file} is not in ${MANIFEST}`];
			return known[file] === checksum ? [] : [`${version}/${file} was edited`];
		}),
	];
}

function writeNew(version: string, file: string, content: unknown): void {
	writeFileSync(join(savedFolder, version, file), textOf(content), { flag: 'wx' });
	const manifest = { ...readManifest(version), [file]: checksumOf(version, file) };
	const sorted = Object.entries(manifest).sort(([one], [other]) => (one < other ? -1 : 1));
	writeFileSync(join(savedFolder, version, MANIFEST), textOf(Object.fromEntries(sorted)));
}

function readManifest(version: string): Record<string, string> {
	const path = join(savedFolder, version, MANIFEST);
	if (!existsSync(path)) return {};
	return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}

/** Of the text, whatever the checkout has made of its ends of lines. */
function checksumOf(version: string, file: string): string {
	const text = readFileSync(join(savedFolder, version, file), 'utf8').replaceAll('\r\n', '\n');
	return createHash('sha256').update(text).digest('hex');
}

function filesOf(version: string): string[] {
	return readdirSync(join(savedFolder, version)).sort();
}
