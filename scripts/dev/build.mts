import { watch } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../test/support/messageOf.mts';
import { say } from '../runCommand.mts';
import { compileOnChange, type Compilation } from './compile.mts';

/** What n8n reads of the package besides its `dist`. */
const PACKAGE_FILES = ['package.json', 'index.js'];
const ASSET = /\.(svg|json)$/;
const ASSET_FOLDERS = ['icons', 'nodes'];
/** Editors write a file in several steps (ms). */
const SETTLE_MS = 100;
const MOST_NAMES = 5;

/**
 * Builds the package, and again whenever a source changes, as far as the change goes; says what it does from the second
 * time on. Then type errors leave the last build as it is.
 *
 * @param source the package's checkout
 * @param installed the package's folder in n8n, which gets the build
 * @returns ends it
 * @throws {Error} with all type errors, when there are some from the start
 */
export async function buildOnChange(source: string, installed: string): Promise<() => void> {
	const target = path.join(installed, 'dist');
	let isFirst = true;
	let queue: Promise<void> = Promise.resolve();
	/** One after the other: two that write the same file would be in each other's way. */
	const inTurn = (work: () => Promise<void>) => {
		queue = queue.then(work).catch((error: unknown) => {
			if (isFirst) throw error;
			say(`\nNot rebuilt: ${messageOf(error)}`);
		});
	};
	const write = async (files: Map<string, string | Buffer>) => {
		const changed = await writeChanged(files);
		if (!isFirst && changed.length > 0) say(`\nRebuilt ${listed(changed, target)}`);
	};
	const writeAssets = async () => await write(await readAssets(source, target));
	const takeCompiled = async ({ errors, files }: Compilation) => {
		if (errors.length === 0) return await write(files);
		const list = errors.map((error) => `  ${error}`).join('\n');
		if (isFirst) throw new Error(`the package has ${errors.length} type error(s):\n\n${list}`);
		say(`\nn8n keeps the last build, because of ${errors.length} type error(s):\n\n${list}`);
	};

	const stopCompiling = compileOnChange(source, target, (result) =>
		inTurn(() => takeCompiled(result)),
	);
	inTurn(writeAssets);
	inTurn(async () => {
		for (const name of PACKAGE_FILES) await cp(path.join(source, name), path.join(installed, name));
	});
	await queue.catch((error: unknown) => {
		stopCompiling();
		throw error;
	});
	isFirst = false;

	let timer: NodeJS.Timeout | undefined;
	const watchers = ASSET_FOLDERS.map((folder) =>
		watch(path.join(source, folder), { recursive: true }, (_event, file) => {
			if (file === null || !ASSET.test(file)) return;
			clearTimeout(timer);
			timer = setTimeout(() => inTurn(writeAssets), SETTLE_MS);
		}),
	);
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
		stopCompiling();
	};
}

/** What lies beside the compiled code, as `gulpfile.js` copies it. */
async function readAssets(source: string, target: string): Promise<Map<string, Buffer>> {
	const assets = new Map<string, Buffer>();
	for (const folder of ASSET_FOLDERS) {
		for (const name of await readdir(path.join(source, folder), { recursive: true })) {
			if (!ASSET.test(name)) continue;
			const file = path.join(folder, name);
			assets.set(path.join(target, file), await readFile(path.join(source, file)));
		}
	}
	return assets;
}

/** Writes what is another than before, all of it as nearly at once as can be, since n8n reads as soon as it sees it. */
async function writeChanged(files: Map<string, string | Buffer>): Promise<string[]> {
	const changed: string[] = [];
	for (const [file, content] of files) {
		const bytes = Buffer.from(content);
		const before = await readFile(file).catch(() => undefined);
		if (before?.equals(bytes)) continue;
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(`${file}.new`, bytes);
		changed.push(file);
	}
	for (const file of changed) await rename(`${file}.new`, file);
	return changed;
}

function listed(files: string[], target: string): string {
	const names = files.map((file) => path.relative(target, file));
	if (names.length <= MOST_NAMES) return names.join(', ');
	return `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;
}
