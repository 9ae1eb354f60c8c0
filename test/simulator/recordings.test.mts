import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { placeCall } from './calls.mts';
import type { Settings, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

const clip = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'clip.wav'));

let simulator: Simulator;

useSimulator((started) => (simulator = started));

/** Has a call recorded on this host, and gives the recording's URL. */
async function record(recordingHost: Settings['recordingHost']): Promise<string> {
	await simulator.settings({ recordingHost });
	await placeCall(simulator);
	await simulator.advance(60_000);
	const url = (await simulator.calls()).at(-1)?.dial.recordings?.[0]?.url;
	if (url === undefined) throw new Error('There is no recording');
	return url;
}

/** Gets a recording without following redirects; with the key unless told otherwise. */
async function get(url: string, headers?: Record<string, string>, method = 'GET') {
	const withKey = { authorization: `Bearer ${simulator.apiKey}` };
	const response = await fetch(url, { method, headers: headers ?? withKey, redirect: 'manual' });
	const bytes = Buffer.from(await response.arrayBuffer());
	return { status: response.status, headers: response.headers, bytes };
}

test('a recording is a WAV file at the API, for who has the key', async () => {
	const url = await record('api');
	expect(url.startsWith(`${simulator.baseUrl}/recordings/`)).toBe(true);
	const { status, headers, bytes } = await get(url);
	expect(status).toBe(200);
	expect(headers.get('content-type')).toBe('audio/wav');
	expect(headers.get('content-length')).toBe(String(clip.length));
	expect(bytes.equals(clip)).toBe(true);
	expect((await get(url, {})).status).toBe(401);
	expect((await get(url, { authorization: 'Bearer no' })).status).toBe(401);
	expect((await get(`${simulator.baseUrl}/recordings/nobody`)).status).toBe(404);
	expect((await get(url, undefined, 'DELETE')).status).toBe(405);
	expect(await simulator.foreignRequests()).toEqual([]);
	const paths = (await simulator.requests()).map(({ path }) => path);
	expect(paths[1]).toBe(new URL(url).pathname.slice('/api'.length));
});

test('a recording on another host is there for anybody, and not for who sends the key', async () => {
	const url = await record('foreign');
	expect(new URL(url).origin).toBe(simulator.foreignUrl);
	const open = await get(url, {});
	expect(open.status).toBe(200);
	expect(open.bytes.equals(clip)).toBe(true);
	const withKey = await get(url);
	expect(withKey.status).toBe(400);
	expect(withKey.bytes.includes('RIFF')).toBe(false);
	expect((await get(url.replace('signature=', 'signature=x'), {})).status).toBe(403);
	const requests = await simulator.foreignRequests();
	expect(requests.map(({ authorization, status }) => [authorization, status])).toEqual([
		[null, 200],
		[`Bearer ${simulator.apiKey}`, 400],
		[null, 403],
	]);
	expect(requests[0]).toMatchObject({ method: 'GET', url: url.slice(simulator.foreignUrl.length) });
	await simulator.reset();
	expect(await simulator.foreignRequests()).toEqual([]);
	expect((await get(url, {})).status).toBe(403);
});

test('a recording at the API can be a redirect to a signed URL of another host', async () => {
	const url = await record('redirect');
	expect(url.startsWith(simulator.baseUrl)).toBe(true);
	expect((await get(url, {})).status).toBe(401);
	const { status, headers, bytes } = await get(url);
	expect(status).toBe(302);
	expect(bytes).toHaveLength(0);
	const location = headers.get('location') ?? '';
	expect(new URL(location).origin).toBe(simulator.foreignUrl);
	expect((await get(location, {})).bytes.equals(clip)).toBe(true);
});

test('where a recording is does not change with the setting, and each has a URL of its own', async () => {
	const urls = [await record('api'), await record('foreign'), await record('api')];
	expect(new Set(urls).size).toBe(3);
	expect((await get(urls[0] ?? '')).status).toBe(200);
	expect((await get(urls[1] ?? '', {})).status).toBe(200);
});

test('a recording can be as long as a test wants it', async () => {
	await simulator.settings({ recordingBytes: 5_000_000 });
	const { bytes } = await get(await record('api'));
	expect(bytes).toHaveLength(5_000_000);
	expect(bytes.subarray(8, 40).equals(clip.subarray(8, 40))).toBe(true);
	expect([bytes.readUInt32LE(4), bytes.readUInt32LE(40)]).toEqual([4_999_992, 4_999_956]);
	await expect(simulator.settings({ recordingBytes: 43 })).rejects.toThrow(': 400 ');
});

test('a recording can be planned to fail as any answer can', async () => {
	const url = await record('api');
	await simulator.plan({ path: '/recordings/{id}', status: 503, body: 'later' });
	expect(await get(url)).toMatchObject({ status: 503 });
	expect((await get(url)).status).toBe(200);
});
