import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

import { repositoryDirectory } from '../n8n/paths.mts';

/** From the top. What stands on one line may import each other, as long as that makes no circle. */
const LAYERS = [
	['Vogent.node.ts', 'VogentTrigger', 'credentials'],
	['router.ts', 'registry.ts'],
	['resources'],
	['operations', 'operation.ts'],
	['fields', 'clip', 'calls'],
	['execution'],
	['transport', 'webhook'],
	['text'],
];

/** Each file with the files that it imports, types included. */
type Imports = Record<string, string[]>;

/** `nodes/Vogent/fields/read.ts` is in the room `fields`, and each resource is a room of its own. */
function roomOf(file: string): string {
	const [, room = '', resource] =
		/^(?:nodes\/Vogent\/|nodes\/)?([^/]+)(?:\/([^/]+)\/)?/.exec(file) ?? [];
	return room === 'resources' ? `${room}/${resource}` : room;
}

function layerOf(file: string): number {
	const [room = ''] = roomOf(file).split('/');
	return LAYERS.findIndex((rooms) => rooms.includes(room));
}

function runningUp(imports: Imports): string[] {
	return Object.entries(imports).flatMap(([file, targets]) =>
		targets
			.filter((target) => layerOf(target) < layerOf(file))
			.map((target) => `${file} imports ${target}`),
	);
}

/** Those of rooms, and those of files in one room. */
function circles(imports: Imports): string[] {
	const rooms: Imports = {};
	for (const [file, targets] of Object.entries(imports)) {
		const others = targets.map(roomOf).filter((room) => room !== roomOf(file));
		rooms[roomOf(file)] = [...(rooms[roomOf(file)] ?? []), ...others];
	}
	return [rooms, imports].flatMap((graph) => {
		const found: string[] = [];
		const done = new Set<string>();
		const follow = (name: string, way: string[]) => {
			if (way.includes(name)) found.push([...way.slice(way.indexOf(name)), name].join(' > '));
			if (way.includes(name) || done.has(name)) return;
			for (const target of graph[name] ?? []) follow(target, [...way, name]);
			done.add(name);
		};
		for (const name of Object.keys(graph)) follow(name, []);
		return found;
	});
}

/** The imports of the shipped code. */
async function readImports(): Promise<Imports> {
	const listed = ['nodes', 'credentials'].map(async (folder) => {
		const names = await readdir(path.join(repositoryDirectory, folder), { recursive: true });
		return names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
	});
	const files = (await Promise.all(listed)).flat().sort();
	const read = files.map(async (file) => {
		const code = await readFile(path.join(repositoryDirectory, file), 'utf8');
		const named = code.matchAll(/(?:\bfrom|\bimport\(?|\brequire\()\s*'(\.[^']*)'/g);
		const targets = [...named].map(([, target = '']) => path.join(path.dirname(file), target));
		const resolved = targets.map((target) =>
			files.includes(`${target}.ts`) ? `${target}.ts` : `${target}/index.ts`,
		);
		return [file, resolved] as const;
	});
	return Object.fromEntries(await Promise.all(read));
}

describe('the layers of the code', () => {
	test('have a place for each file', async () => {
		const files = Object.keys(await readImports());
		expect(files.length).toBeGreaterThan(100);
		expect(files.filter((file) => layerOf(file) < 0)).toEqual([]);
	});

	test('hold: no import runs up or in a circle', async () => {
		const imports = await readImports();
		const targets = Object.values(imports).flat();
		expect(targets.filter((target) => !(target in imports))).toEqual([]);
		expect([...runningUp(imports), ...circles(imports)]).toEqual([]);
	});
});
