import { createHash } from 'node:crypto';
import { request as startRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { callApi, cloneForm } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const clone = async (body: FormData) => await callApi(simulator, 'POST', '/voices/clone', { body });

const sendRaw = async (contentType: string, body: string) =>
	await callApi(simulator, 'POST', '/voices/clone', {
		headers: { 'content-type': contentType },
		body,
	});

test('all parts are recorded in their order, with their headers and the hash of the clip', async () => {
	const form = cloneForm();
	form.set('clip', new File(['RIFF of sorts'], '../Zoë’s "clip".wav', { type: 'audio/wav' }));
	form.set('transcription', 'Grüß Gott,\r\n世界');
	await clone(form);
	const [request] = await simulator.requests();
	const text = { kind: 'text', filename: null, mimeType: 'text/plain', sha256: null };
	expect(request?.parts).toEqual([
		{ ...text, name: 'name', encoding: '7bit', size: 4, value: 'Zoë' },
		{ ...text, name: 'model', encoding: '7bit', size: 3, value: 'CSM' },
		{
			name: 'clip',
			kind: 'file',
			filename: '../Zoë’s %22clip%22.wav',
			mimeType: 'audio/wav',
			encoding: '7bit',
			size: 13,
			sha256: createHash('sha256').update('RIFF of sorts').digest('hex'),
			value: null,
		},
		{ ...text, name: 'transcription', encoding: '7bit', size: 20, value: 'Grüß Gott,\r\n世界' },
	]);
	expect(request).toMatchObject({ chunked: false, complete: true, malformed: null, status: 200 });
	expect(request?.contentLength).toBe(String(request?.bytesReceived));
});

test.each<[string, (form: FormData) => void, string]>([
	['no clip', (form) => form.delete('clip'), 'clip is missing'],
	['no name', (form) => form.delete('name'), "request must have required property 'name'"],
	['two clips', (form) => form.append('clip', new File(['x'], 'b.wav')), 'clip is there twice'],
	['two names', (form) => form.append('name', 'Another'), 'name is there twice'],
	['a clip as text', (form) => form.set('clip', 'RIFF'), 'clip must be sent as a file part'],
	[
		'a name as a file',
		(form) => form.set('name', new File(['Zoë'], 'name.txt')),
		'name must be sent as a text part',
	],
	[
		'a model that does not exist',
		(form) => form.set('model', 'SESAME'),
		'/model must be equal to one of the allowed values (["CARTESIA","CSM"])',
	],
	[
		'a part too many',
		(form) => form.set('file', new File(['x'], 'b.wav')),
		'request must NOT have additional properties ("file")',
	],
])('%s is refused', async (_, change, error) => {
	const form = cloneForm();
	change(form);
	const { status, body } = await clone(form);
	expect(status).toBe(422);
	expect(body).toEqual({
		message: 'The request is not valid',
		errors: expect.arrayContaining([error]) as unknown,
	});
	expect(await simulator.voices()).toHaveLength(7);
});

const head =
	'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nA\r\n' +
	'--b\r\nContent-Disposition: form-data; name="model"\r\n\r\nCSM\r\n' +
	'--b\r\nContent-Disposition: form-data; name="clip"; filename="a.wav"\r\n\r\n';
const tail = '\r\n--b--\r\n';
const whole = `${head}RIFF${tail}`;

test.each([
	['no boundary', 'multipart/form-data', whole],
	['another boundary', 'multipart/form-data; boundary=c', whole],
	['its end missing', 'multipart/form-data; boundary=b', whole.slice(0, -10)],
	['a broken header', 'multipart/form-data; boundary=b', whole.replace('Disposition:', 'x')],
	['another type', 'multipart/mixed; boundary=b', whole],
	['JSON', 'application/json', whole],
])('a form with %s is refused', async (_, contentType, body) => {
	expect((await sendRaw(contentType, body)).status).toBe(400);
	expect(await simulator.voices()).toHaveLength(7);
});

test('a long clip in chunks is hashed as it passes', async () => {
	const clip = Buffer.alloc(3_000_000, 'clip');
	const upload = startRequest(`${simulator.baseUrl}/voices/clone`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${simulator.apiKey}`,
			'content-type': 'multipart/form-data; boundary=b',
			'transfer-encoding': 'chunked',
		},
	});
	const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
	upload.write(head);
	upload.write(clip);
	upload.end(tail);
	expect((await answered)[0].resume().statusCode).toBe(200);
	const [request] = await simulator.requests();
	expect(request).toMatchObject({ chunked: true, contentLength: null, complete: true });
	const sha256 = createHash('sha256').update(clip).digest('hex');
	expect(request?.parts?.[2]).toMatchObject({ size: clip.length, sha256 });
});
