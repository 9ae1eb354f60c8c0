import type { IncomingMessage } from 'node:http';

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { INodeExecutionData } from 'n8n-workflow';

import { correctMimeType, recognizeClip } from '../../nodes/Vogent/clip/audio/index.ts';
import { runs } from '../support/runs.mts';
import { cloneParameters } from './support/clone.mts';
import { createContext, runNode, useBinaryStore } from './support/execution.mts';
import { hostileItem, type HostileItem } from './support/hostile.mts';
import { useLocalServer } from '../support/service.mts';
import { headerNames, readForm, readRawForm, sha256 } from './support/receivedForm.mts';

/** One request as the service gets it. */
interface Received {
	request: IncomingMessage;
	body: Buffer;
}

/** Those that n8n sends with any form; no other may come from a field. */
const REQUEST_HEADERS = [
	'accept',
	'accept-encoding',
	'authorization',
	'connection',
	'content-length',
	'content-type',
	'host',
	'user-agent',
];

const apiKey = 'the-key-of-the-property-tests';
let received: Received[] = [];

const server = useLocalServer((request, body, response) => {
	const voice = { id: `voice-${received.length}`, description: String(received.length) };
	received.push({ request, body });
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify(voice));
});
useBinaryStore();

/** Every item has fields of its own. */
const parameters = cloneParameters({
	name: '={{ $json.name }}',
	model: '={{ $json.model }}',
	transcription: '={{ $json.transcription }}',
	options: {
		fileName: '={{ $json.fileName }}',
		checkClip: '={{ $json.checkClip }}',
		maxConcurrency: 20,
	},
});

async function inputOf(items: HostileItem[]): Promise<INodeExecutionData[]> {
	const { helpers } = await createContext({ parameters: {}, credential: { apiKey, ...server } });
	return await Promise.all(
		items.map(async ({ name, model, transcription, checkClip, ...item }) => {
			const file = { fileName: item.ownFileName.value, mimeType: item.mimeType.value };
			const stored = item.isInMemory
				? { data: item.clip.toString('base64') }
				: await helpers.prepareBinaryData(item.clip, 'clip', 'audio/wav');
			const fileName = item.fileNameOption.value;
			return {
				json: { name, model, transcription, checkClip, fileName },
				binary: { data: { ...stored, ...file } },
			};
		}),
	);
}

/** The error that an item must end with; undefined if it must be sent. What is audio is not this test's to say. */
function refusalOf(
	{ name, transcription, clip, checkClip }: HostileItem,
	index: number,
): string | undefined {
	if (name.trim() === '') return `"Name" is empty [item ${index}]`;
	const content = recognizeClip(clip, clip.length);
	if (checkClip && content.kind === 'other') {
		return `The clip is not audio: it looks like ${content.looksLike} [item ${index}]`;
	}
	const broken = Object.entries({ name, transcription }).find(([, text]) => !text.isWellFormed());
	return broken && `"${broken[0]}" has half of a character in it [item ${index}]`;
}

/** An empty transcription is left out. */
function expectedTexts({ name, model, transcription }: HostileItem): Record<string, string> {
	return transcription === '' ? { name, model } : { name, model, transcription };
}

function expectedTypes({ mimeType, clip, checkClip }: HostileItem): string[] {
	const { value, isHarmless } = mimeType;
	const content = recognizeClip(clip, clip.length);
	const type = checkClip ? correctMimeType(value, content) : value;
	return isHarmless || type !== value ? [type] : ['application/octet-stream'];
}

/** The file name if it must arrive as it is, else how it must look: no path, no quote, no control character. */
function expectedFileName({ ownFileName, fileNameOption }: HostileItem): unknown {
	const { value, isHarmless } = fileNameOption.value.trim() === '' ? ownFileName : fileNameOption;
	return isHarmless ? value : expect.stringMatching(/^(?!\.+$)[^\p{Cc}"/\\]{1,200}$/u);
}

async function checkReceived(item: HostileItem, { request, body }: Received): Promise<void> {
	const texts = Object.entries(expectedTexts(item)).map(([name, value]) => ({
		name,
		value,
		size: Buffer.byteLength(value),
		fileName: undefined,
	}));
	const clip = {
		name: 'clip',
		value: sha256(item.clip),
		size: item.clip.length,
		fileName: expectedFileName(item),
	};
	const parts = await readForm(request, body);
	expect(parts).toEqual([...texts, clip]);

	const raw = readRawForm(request, body);
	const type = raw.at(-1)?.headers[1] ?? '';
	expect(expectedTypes(item).map((expected) => `Content-Type: ${expected}`)).toContain(type);
	expect(raw).toEqual([
		...texts.map(({ name, value, size }) => ({
			headers: [
				`Content-Disposition: form-data; name="${name}"`,
				// axios would change the line breaks of any other text.
				...(/[\r\n]/.test(value) ? ['Content-Type: text/plain; charset=utf-8'] : []),
			],
			sha256: sha256(value),
			size,
		})),
		{
			headers: [
				`Content-Disposition: form-data; name="clip"; filename="${parts.at(-1)?.fileName}"`,
				type,
			],
			sha256: clip.value,
			size: clip.size,
		},
	]);

	expect(headerNames(request)).toEqual(REQUEST_HEADERS);
	expect(request.headers).toMatchObject({
		authorization: `Bearer ${apiKey}`,
		'content-length': String(body.length),
	});
}

test('100 items at a time: what arrives is what was given, or the item is refused', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(hostileItem, { minLength: 100, maxLength: 100, size: 'max' }),
			async (items) => {
				received = [];
				const { output } = await runNode({
					credential: { apiKey, ...server },
					parameters,
					items: await inputOf(items),
					onError: 'continueRegularOutput',
				});
				expect(output).toHaveLength(items.length);
				const sent = new Set<Received>();
				for (const [index, item] of items.entries()) {
					const { json, pairedItem } = output[index] ?? {};
					expect(pairedItem).toEqual({ item: index });
					const refusal = refusalOf(item, index);
					if (refusal !== undefined) {
						expect(json).toEqual({ error: refusal });
						continue;
					}
					const request = received[Number(json?.description)];
					if (request === undefined) throw new Error(`not sent: ${JSON.stringify(json)}`);
					await checkReceived(item, request);
					sent.add(request);
				}
				expect(sent.size).toBe(received.length);
			},
		),
		{ numRuns: runs(100, 5), endOnFailure: true },
	);
}, 180_000);
