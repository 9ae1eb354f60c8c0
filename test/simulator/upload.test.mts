import { createHash } from 'node:crypto';
import { request as startRequest } from 'node:http';
import { expect, test } from '@jest/globals';
import { firstRequestOnce } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

const megabyte = 1024 * 1024;
const head =
	'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nLong\r\n' +
	'--b\r\nContent-Disposition: form-data; name="model"\r\n\r\nCARTESIA\r\n' +
	'--b\r\nContent-Disposition: form-data; name="clip"; filename="long.wav"\r\n' +
	'Content-Type: audio/wav\r\n\r\n';
const tail = '\r\n--b--\r\n';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const nothing = () => undefined;

function startUpload(headers: Record<string, string | number>) {
	return startRequest(`${simulator.baseUrl}/voices/clone`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${simulator.apiKey}`,
			'content-type': 'multipart/form-data; boundary=b',
			...headers,
		},
	});
}

/** Sends this many pieces of a megabyte and gives the status, and the size and hash of what was sent. */
async function upload(pieces: number, afterPiece: (piece: number) => Promise<void> | void) {
	const size = head.length + pieces * megabyte + tail.length;
	const hash = createHash('sha256');
	const upload = startUpload({ 'content-length': size });
	const answered = new Promise<number>((resolve, reject) => {
		upload.once('error', reject);
		upload.once('response', (response) => {
			response.resume();
			response.once('end', () => resolve(response.statusCode ?? 0));
		});
	});
	upload.write(head);
	for (let piece = 0; piece < pieces; piece++) {
		const bytes = Buffer.alloc(megabyte, piece);
		hash.update(bytes);
		if (!upload.write(bytes)) await new Promise((resolve) => upload.once('drain', resolve));
		await afterPiece(piece);
	}
	upload.end(tail);
	return { status: await answered, sha256: hash.digest('hex'), size };
}

test('a clip of 400 MB is counted and hashed without being kept', async () => {
	await upload(1, nothing);
	await simulator.reset();
	const before = await simulator.memory();
	let peak = 0;
	const { status, sha256, size } = await upload(400, async (piece) => {
		if (piece % 20 === 0) peak = Math.max(peak, (await simulator.memory()).rss);
	});

	expect(status).toBe(200);
	const [request] = await simulator.requests();
	expect(request).toMatchObject({ bytesReceived: size, contentLength: String(size) });
	expect(request?.parts?.[2]).toMatchObject({ size: 400 * megabyte, sha256, filename: 'long.wav' });
	// Buffers that have passed stay until the next garbage collection, so some growth is normal.
	expect(peak - before.rss).toBeLessThan(200 * megabyte);
});

test('a client that breaks off has cloned nothing', async () => {
	const upload = startUpload({ 'transfer-encoding': 'chunked' });
	upload.on('error', () => undefined);
	upload.write(head);
	upload.write(Buffer.alloc(megabyte));
	await firstRequestOnce(simulator, ({ bytesReceived }) => bytesReceived > megabyte);
	upload.destroy();
	const request = await firstRequestOnce(simulator, ({ endedAt }) => endedAt !== null);
	expect(request).toMatchObject({ complete: false, status: null, chunked: true, aborted: true });
	expect(request.parts?.map(({ name, sha256 }) => [name, sha256])).toEqual([
		['name', null],
		['model', null],
		['clip', null],
	]);
	expect(await simulator.voices()).toHaveLength(7);
});

test('a form that turns out broken in its middle is read to its end all the same', async () => {
	const upload = startUpload({ 'transfer-encoding': 'chunked' });
	const answered = new Promise<number>((resolve, reject) => {
		upload.once('error', reject);
		upload.once('response', (response) => resolve(response.resume().statusCode ?? 0));
	});
	upload.write('--b\r\nContent-Disposition form-data name=name\r\n\r\n');
	for (let piece = 0; piece < 8; piece++) {
		if (!upload.write(Buffer.alloc(megabyte))) {
			await new Promise((resolve) => upload.once('drain', resolve));
		}
	}
	upload.end(tail);
	expect(await answered).toBe(400);
	const [request] = await simulator.requests();
	expect(request?.malformed).toEqual(expect.any(String));
	expect(request?.bytesReceived).toBeGreaterThan(8 * megabyte);
});

test('many clips at once do not mix', async () => {
	const answers = await Promise.all(Array.from({ length: 10 }, () => upload(3, nothing)));
	expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
	const requests = await simulator.requests();
	const hashes = requests.map(({ parts }) => parts?.[2]?.sha256);
	expect(new Set(hashes)).toEqual(new Set(answers.map(({ sha256 }) => sha256)));
	expect(await simulator.voices()).toHaveLength(17);
});
