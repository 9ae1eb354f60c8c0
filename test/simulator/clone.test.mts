import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as startRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import { callApi, cloneForm } from './calls.mts';
import type { Simulator, Voice } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

async function clone(form: FormData) {
	return await callApi(simulator, 'POST', '/voices/clone', { body: form });
}

async function sendRaw(contentType: string, body: string | Uint8Array<ArrayBuffer>) {
	return await callApi(simulator, 'POST', '/voices/clone', {
		headers: { 'content-type': contentType },
		body,
	});
}

test('a cloned voice is answered, and listed from then on', async () => {
	const { status, body } = await clone(cloneForm());
	expect(status).toBe(200);
	expect(body).toEqual({
		id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as unknown,
		name: 'Zoë',
		voiceType: 'cloned',
		voiceTier: 'STANDARD',
		description: '',
	});
	expect((await simulator.voices()).at(-1)).toEqual(body);
	const listed = await callApi(simulator, 'GET', '/voices?name=zo%C3%AB');
	expect(listed.body).toEqual({ voices: [body], cursor: null });
});

test('two clones of one name are two voices', async () => {
	const first = (await clone(cloneForm())).body as Voice;
	const second = (await clone(cloneForm())).body as Voice;
	expect(second.name).toBe(first.name);
	expect(second.id).not.toBe(first.id);
});

test('all parts are recorded in their order, with their headers and the hash of the clip', async () => {
	const form = cloneForm();
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
			filename: 'Zoë’s clip.wav',
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

test('a body sent in chunks is taken too, and told apart', async () => {
	const encoded = new Response(cloneForm());
	const request = startRequest(`${simulator.baseUrl}/voices/clone`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${simulator.apiKey}`,
			'content-type': encoded.headers.get('content-type') ?? '',
			'transfer-encoding': 'chunked',
		},
	});
	const answered = once(request, 'response') as Promise<[IncomingMessage]>;
	request.end(Buffer.from(await encoded.arrayBuffer()));
	const [response] = await answered;
	response.resume();
	expect(response.statusCode).toBe(200);
	const [recorded] = await simulator.requests();
	expect(recorded).toMatchObject({ chunked: true, contentLength: null, complete: true });
});

const changes: Array<[string, (form: FormData) => void, string]> = [
	['no clip', (form) => form.delete('clip'), 'clip is missing'],
	['no name', (form) => form.delete('name'), "request must have required property 'name'"],
	['no model', (form) => form.delete('model'), "request must have required property 'model'"],
	['an empty clip', (form) => form.set('clip', new File([], 'a.wav')), 'clip is empty'],
	['an empty name', (form) => form.set('name', ''), 'name is empty'],
	['two clips', (form) => form.append('clip', new File(['x'], 'b.wav')), 'clip is there twice'],
	['two names', (form) => form.append('name', 'Another'), 'name is there twice'],
	['two models', (form) => form.append('model', 'CSM'), 'model is there twice'],
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
		'an empty model',
		(form) => form.set('model', ''),
		'/model must be equal to one of the allowed values (["CARTESIA","CSM"])',
	],
	[
		'a part too many',
		(form) => form.set('file', new File(['x'], 'b.wav')),
		'request must NOT have additional properties ("file")',
	],
	[
		'a part of another case',
		(form) => form.set('Transcription', 'x'),
		'request must NOT have additional properties ("Transcription")',
	],
];

test.each(changes)('%s is refused', async (_, change, error) => {
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

const whole =
	'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nA\r\n' +
	'--b\r\nContent-Disposition: form-data; name="model"\r\n\r\nCSM\r\n' +
	'--b\r\nContent-Disposition: form-data; name="clip"; filename="a.wav"\r\n\r\nRIFF\r\n--b--\r\n';

test.each([
	['no boundary', 'multipart/form-data', whole, 'Multipart: Boundary not found'],
	['another boundary', 'multipart/form-data; boundary=c', whole, 'Unexpected end of form'],
	['no end', 'multipart/form-data; boundary=b', whole.slice(0, -8), 'Unexpected end of form'],
	['nothing in it', 'multipart/form-data; boundary=b', '', 'Unexpected end of form'],
])('a form with %s is refused as malformed', async (_, contentType, body, error) => {
	const answer = await sendRaw(contentType, body);
	expect(answer.status).toBe(400);
	expect(answer.body).toEqual({ message: 'The body cannot be read', errors: [error] });
	expect(await simulator.voices()).toHaveLength(7);
});

test('the same form, whole, is taken', async () => {
	expect((await sendRaw('multipart/form-data; boundary=b', whole)).status).toBe(200);
	expect((await sendRaw('multipart/form-data; boundary="b"', whole)).status).toBe(200);
});

test.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/mixed; boundary=b'])(
	'a body of type %s is refused',
	async (contentType) => {
		const answer = await sendRaw(contentType, whole);
		expect(answer.status).toBe(400);
		expect(answer.body).toMatchObject({
			message: expect.stringContaining('must be multipart/form-data') as unknown,
		});
	},
);

test('a file name with a path and a quote is recorded as it was sent', async () => {
	const form = cloneForm();
	form.set('clip', new File(['x'], '../a "b".wav'));
	await clone(form);
	const [request] = await simulator.requests();
	const clip = request?.parts?.find(({ name }) => name === 'clip');
	expect(clip?.filename).toBe('../a %22b%22.wav');
});
