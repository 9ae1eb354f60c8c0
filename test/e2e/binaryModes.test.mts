import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, jest, test } from '@jest/globals';

import { binaryDataMode, line } from '../n8n/lines.mts';
import { ownN8n, shareN8n } from './support/n8n.mts';
import { fixtures, node, readFiles, start, vogentNode, workflow } from './support/workflows.mts';

jest.setTimeout(240_000);

const clip = join(fixtures, 'clip.wav');

/** What stands where a clip should be, as the text that n8n decodes as Base64. */
const damaged = async () => {
	const sound = await readFile(clip);
	const encode = (bytes: Buffer) => bytes.toString('base64');
	return {
		dataUri: `data:audio/wav;base64,${encode(sound)}`,
		storageWord: 'filesystem-v2',
		readAsText: encode(Buffer.from(sound.toString('utf8'))),
		companion: encode(Buffer.from([0, 5, 0x16, 7, ...Array<number>(60).fill(0)])),
		unknown: encode(Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 151) % 256))),
	};
};

/** Clones what is in n8n's store, each file made of a text by n8n's own node. */
const cloningStored = (texts: string[]) =>
	workflow('stored', [
		start(),
		node(
			'Code',
			'n8n-nodes-base.code',
			{
				jsCode: `return ${JSON.stringify(texts)}.map((text) => ({ json: { text } }));`,
			},
			{ typeVersion: 2 },
		),
		node(
			'To File',
			'n8n-nodes-base.convertToFile',
			{
				operation: 'toBinary',
				sourceProperty: 'text',
				options: { fileName: 'anna.wav', mimeType: 'text/plain' },
			},
			{ typeVersion: 1.1 },
		),
		vogentNode({}, { onError: 'continueRegularOutput' }),
	]);

/** Clones what a Code node holds in memory. */
const cloningHeld = (texts: string[], binaryMode: 'separate' | 'combined') => {
	const held = workflow(`held-${binaryMode}`, [
		start(),
		node(
			'Code',
			'n8n-nodes-base.code',
			{
				jsCode: `return ${JSON.stringify(texts)}.map((data) => ({ json: {}, binary: { data: { data, mimeType: 'audio/wav', fileName: 'anna.wav' } } }));`,
			},
			{ typeVersion: 2 },
		),
		vogentNode({}, { onError: 'continueRegularOutput' }),
	]);
	return { ...held, settings: { ...held.settings, binaryMode } };
};

describe('binary data kept', () => {
	test.each([
		['in memory', 'default', /^$/],
		['in files', 'filesystem', /^filesystem-v2:/],
		['in the database', 'database', /^database:/],
	] as const)('%s is sent whole', async (_, mode, id) => {
		const n8n = await (mode === binaryDataMode ? shareN8n() : ownN8n({ binaryDataMode: mode }));
		const { simulator } = n8n;
		try {
			await n8n.addWorkflows([workflow('one-file', [start(), readFiles(clip), vogentNode()])]);

			const execution = await n8n.run('one-file');

			expect(execution.error).toBeUndefined();
			expect(execution.output('Files')[0]?.[0]?.binary?.data?.id ?? '').toMatch(id);
			const bytes = await readFile(clip);
			const [request] = await simulator.requests();
			expect(request).toMatchObject({ chunked: false, status: 200 });
			expect(request?.contentLength).toBe(String(request?.bytesReceived));
			expect(request?.parts?.at(-1)).toMatchObject({
				filename: 'clip.wav',
				mimeType: 'audio/wav',
				sha256: createHash('sha256').update(bytes).digest('hex'),
			});

			const { dataUri, storageWord, readAsText, companion, unknown } = await damaged();
			const outcomesOf = async (cloning: ReturnType<typeof cloningStored>) => {
				await simulator.clearRequests();
				await n8n.addWorkflows([cloning]);
				const items = (await n8n.run(cloning.id)).output('Vogent')[0] ?? [];
				const clips = (await simulator.requests()).map(({ parts }) => parts?.at(-1));
				const outcomes = items.map(({ json }) => json.error ?? json.name);
				return { outcomes, clips };
			};
			const refused = (what: string) => expect.stringContaining(`it looks like ${what}`);

			const stored = [dataUri, storageWord, readAsText, companion, unknown];
			expect(await outcomesOf(cloningStored(stored))).toEqual({
				outcomes: [
					refused('a data: URI'),
					refused("the name of n8n's file storage"),
					refused('sound that was read as text'),
					refused('a companion file of macOS'),
					'Anna',
				],
				clips: [expect.objectContaining({ mimeType: 'application/octet-stream', size: 500 })],
			});

			const sound = expect.objectContaining({ size: bytes.length, mimeType: 'audio/wav' });
			const noFile = expect.stringContaining('The binary field "data" does not hold a file');
			const held = [dataUri, storageWord];
			const asHeld = { outcomes: ['Anna', noFile], clips: [sound] };
			expect(await outcomesOf(cloningHeld(held, 'separate'))).toEqual(asHeld);
			// n8n has decoded both by then, where it stores files.
			const isDecoded = line.hasCombinedFiles && mode !== 'default';
			const asDecoded = {
				outcomes: [refused('a data: URI'), refused("the name of n8n's file storage")],
				clips: [],
			};
			expect(await outcomesOf(cloningHeld(held, 'combined'))).toEqual(
				isDecoded ? asDecoded : asHeld,
			);
		} finally {
			await n8n.close();
		}
	});
});
