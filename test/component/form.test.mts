import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

import { expect, test } from '@jest/globals';
import FormData from 'form-data';

import { sanitizeFileName } from '../../nodes/Vogent/transport/fileName.ts';
import { UploadForm } from '../../nodes/Vogent/transport/form.ts';
import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { createContext } from './support/execution.mts';

interface Upload {
	name: string;
	transcription: string | undefined;
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

let simulator: Simulator;

useSimulator((started) => (simulator = started));

/** Our form, sent as n8n sends it: by the request helper of n8n-core. */
async function sendOurs({ name, transcription, fileName, mimeType, bytes }: Upload) {
	const context = await createContext({ parameters: {}, credential: simulator });
	const form = new UploadForm({
		fields: { name, model: 'CSM', transcription },
		fileField: 'clip',
		file: {
			fileName,
			mimeType,
			size: bytes.length,
			open: () => Promise.resolve(inChunks(bytes)),
		},
	});
	await context.helpers.httpRequestWithAuthentication.call(context, 'vogentApi', {
		method: 'POST',
		url: `${simulator.baseUrl}/voices/clone`,
		body: form,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
	});
}

/** The same fields in the form-data package, sent by Node. */
async function sendReference({ name, transcription, fileName, mimeType, bytes }: Upload) {
	const form = new FormData();
	form.append('name', name);
	form.append('model', 'CSM');
	if (transcription !== undefined) form.append('transcription', transcription);
	form.append('clip', bytes, {
		filename: sanitizeFileName(fileName, mimeType),
		contentType: mimeType,
	});
	await new Promise<void>((resolve, reject) => {
		const outgoing = request(`${simulator.baseUrl}/voices/clone`, {
			method: 'POST',
			headers: {
				...form.getHeaders(),
				'content-length': form.getLengthSync(),
				authorization: `Bearer ${simulator.apiKey}`,
			},
		});
		outgoing.on('response', (response) => response.resume().on('end', resolve));
		outgoing.on('error', reject);
		form.pipe(outgoing);
	});
}

async function* inChunks(bytes: Buffer) {
	for (let start = 0; start < bytes.length; start += 1000) {
		yield await Promise.resolve(bytes.subarray(start, start + 1000));
	}
}

/** What busboy makes of both, in the simulator. */
async function receivedFromBoth(upload: Upload) {
	await simulator.clearRequests();
	await sendOurs(upload);
	await sendReference(upload);
	const [ours, reference, ...others] = await simulator.requests();
	if (!ours || !reference || others.length > 0) throw new Error('not exactly two requests');
	return { ours, reference };
}

const clip: Upload = {
	name: 'Anna',
	transcription: 'Hello there',
	fileName: 'anna.wav',
	mimeType: 'audio/wav',
	bytes: randomBytes(25_000),
};

test.each<[string, Partial<Upload>, string?]>([
	['plain names', {}],
	['no transcription', { transcription: undefined }],
	[
		'UTF-8 names',
		{ name: 'Zoë 声音', fileName: 'Grüße 声音 🎙️.mp3', mimeType: 'audio/mpeg' },
		'Grüße 声音 🎙️.mp3',
	],
	['quotes', { name: 'An"na', fileName: 'an"na.wav' }, "an'na.wav"],
	['line breaks', { name: 'a\nb', transcription: 'a\r\nb\rc\n', fileName: 'a\r\nb.wav' }, 'ab.wav'],
	['header injection', { fileName: 'a"\r\nContent-Type: text/html\r\n\r\n<b>.wav' }, 'html<b>.wav'],
	['a path', { fileName: '..\\..//etc/passwd' }, 'passwd'],
	[
		'semicolons and percent signs',
		{ fileName: 'a; name="x"; %22%0D%0A.wav' },
		"a; name='x'; %22%0D%0A.wav",
	],
	['one byte', { bytes: Buffer.from([0]) }],
])(
	'our form and the form-data package arrive as the same parts: %s',
	async (_, differences, fileName = 'anna.wav') => {
		const { ours, reference } = await receivedFromBoth({ ...clip, ...differences });
		expect(ours.malformed).toBeNull();
		expect(ours.parts).toEqual(reference.parts);
		expect(ours.parts?.at(-1)?.filename).toBe(fileName);
		expect(ours).toMatchObject({ chunked: false, complete: true, status: reference.status });
		expect(ours.contentLength).toBe(String(ours.bytesReceived));
	},
);
