import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { INodeTypeDescription } from 'n8n-workflow';

import { repositoryDirectory } from '../n8n/paths.mts';
import { logIn, type Session } from '../e2e/support/session.mts';
import { until } from '../e2e/support/until.mts';

jest.setTimeout(120_000);

const COPIED = [
	...['credentials', 'nodes', 'icons', 'index.js'],
	...['package.json', 'tsconfig.json', 'gulpfile.js'],
];
const FIELDS = 'nodes/Vogent/fields/output.ts';
const CODEX = 'nodes/Vogent/Vogent.node.json';
const HINT = 'Whether to return all results or only up to a given limit';

let copy: string;
let dev: ChildProcess;
let output = '';
let url: string;
let session: Session;

beforeAll(async () => {
	copy = await mkdtemp(join(tmpdir(), 'vogent-dev-'));
	await symlink(join(repositoryDirectory, 'node_modules'), join(copy, 'node_modules'), 'junction');
	for (const name of COPIED) {
		await cp(join(repositoryDirectory, name), join(copy, name), { recursive: true });
	}
	const env = { ...process.env };
	// It is always n8n 2 that it starts.
	delete env['VOGENT_N8N'];
	dev = spawn(
		process.execPath,
		[join(repositoryDirectory, 'scripts', 'dev.mts'), '--source', copy],
		{ env, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const add = (chunk: Buffer) => (output += chunk.toString());
	dev.stdout?.on('data', add);
	dev.stderr?.on('data', add);
	await printed('Press Ctrl+C', 90_000);
	url = /(http:\S+)\/workflow\//.exec(output)?.[1] ?? '';
	const [, email = ''] = /e-mail +(\S+)/.exec(output) ?? [];
	const [, password = ''] = /password +(\S+)/.exec(output) ?? [];
	session = await logIn(url, email, password);
});
afterAll(async () => {
	if (dev.exitCode === null) {
		dev.kill('SIGTERM');
		await once(dev, 'exit');
	}
	await rm(copy, { recursive: true, force: true });
});

/** Waits for a text in what the command prints after so many characters. */
async function printed(text: string, timeoutMs?: number, after = 0) {
	const isThere = () => {
		if (dev.exitCode !== null) throw new Error(`It ended with ${dev.exitCode}`);
		return output.includes(text, after) ? true : undefined;
	};
	await until(text, isThere, timeoutMs).catch((error: Error) => {
		throw new Error(`${error.message}\n${output}`);
	});
}

/** Replaces a text that must be there in a file of the copy. */
async function change(file: string, text: string, replacement: string) {
	const content = await readFile(join(copy, file), 'utf8');
	expect(content).toContain(text);
	await writeFile(join(copy, file), content.replace(text, replacement));
}

/** Whether a text is in the node as the editor gets to know it. */
async function has(text: string): Promise<boolean> {
	return await until('all of the node types', async () => {
		try {
			const types = (await session.get('/types/nodes.json')) as INodeTypeDescription[];
			const found = types.find(({ name }) => name === 'n8n-nodes-vogent.vogent');
			return JSON.stringify(found ?? {}).includes(text);
		} catch (error) {
			// n8n may be writing the file just now, and then gives half of it.
			if (!(error instanceof SyntaxError)) throw error;
			return undefined;
		}
	});
}

/** Changes a file, and waits until the node has the new text, which may be anywhere in it. */
async function changeAndSee(file: string, text: string, replacement: string) {
	await change(file, text, replacement);
	await until(
		`"${replacement}" in the node`,
		async () => {
			await wait(500);
			return (await has(replacement)) ? true : undefined;
		},
		60_000,
	);
}

describe('npm run dev', () => {
	test('a changed text is in n8n without a restart', async () => {
		await printed('Found 0 errors', 60_000);
		expect(await has(HINT)).toBe(true);
		await changeAndSee(FIELDS, HINT, 'Whether to return everything');
		expect(await has(HINT)).toBe(false);
	});

	test('so is what lies beside the code', async () => {
		await changeAndSee(CODEX, 'voice cloning', 'voice copying');
	});

	test('a type error names the file and the line, and the last build stays until it is fixed', async () => {
		const before = output.length;
		const above =
			(await readFile(join(copy, FIELDS), 'utf8')).split("'Whether to return everything")[0] ?? '';
		await change(FIELDS, "'Whether to return everything'", '42');
		await printed(`output.ts(${above.split('\n').length},2): error TS2322`, 60_000, before);
		expect(await has('Whether to return everything')).toBe(true);
		await change(FIELDS, '42', "'nothing'");
		await changeAndSee(FIELDS, 'nothing', 'Whether to return the lot');
	});

	test('it ends n8n, too', async () => {
		dev.kill('SIGTERM');
		const [code] = (await once(dev, 'exit')) as [number | null];
		expect(code).toBe(process.platform === 'win32' ? null : 143);
		await expect(fetch(url)).rejects.toThrow();
	});
});
