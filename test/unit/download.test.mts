import { text } from 'node:stream/consumers';

import { describe, expect, test } from '@jest/globals';
import type { IBinaryData } from 'n8n-workflow';

import { download, type OpenFile } from '../../nodes/Vogent/transport/file.ts';
import { mayGetKey } from '../../nodes/Vogent/transport/send.ts';
import { useService, type Answer } from '../support/service.mts';
import { itemRunOf, rejection, useContexts, withoutWaiting } from './support/item.mts';

useContexts();

const service = useService();
/** Another host, which must not get the key. */
const elsewhere = useService();

const at = (path: string) => `${service.baseUrl}${path}`;
const away = (path: string) => `${elsewhere.baseUrl}${path}`;
const to = (location: string, status = 302): Answer => ({ status, headers: { location } });

/** Keeps the text and the MIME type of a file, as n8n would its bytes. */
async function store({ stream, headers }: OpenFile): Promise<IBinaryData> {
	return { data: await text(stream), mimeType: headers['content-type'] as string };
}

async function get(url: string, maxTries = 1, keep = store) {
	const item = await itemRunOf({ baseUrl: service.baseUrl, settings: { maxTries } });
	return await download({ ...item, itemIndex: 2 }, url, keep);
}

const keys = ({ requests }: typeof service) => requests.map(({ headers }) => headers.authorization);

describe('a file of the service', () => {
	test('is read, with the key', async () => {
		service.answers.push({ body: 'RIFF', headers: { 'content-type': 'audio/wav' } });
		expect(await get(at('/file'))).toEqual({ data: 'RIFF', mimeType: 'audio/wav' });
		expect(service.asked).toEqual(['GET /api/file']);
		expect(keys(service)).toEqual(['Bearer key-1234']);
	});

	test.each([204, 206, 299])('is not there, or not all of it, with %d', async (status) => {
		service.answers.push({ status, body: 'RIFF' });
		expect(await rejection(get(at('/file')))).toMatchObject({
			message: `Vogent did not send a usable file: its status is ${status} instead of 200`,
			httpCode: String(status),
		});
	});

	test('is read from another host without the key', async () => {
		elsewhere.answers.push({ body: 'RIFF' });
		expect(await get(away('/file?signature=secret'))).toMatchObject({ data: 'RIFF' });
		expect(elsewhere.asked).toEqual(['GET /api/file?signature=secret']);
		expect(keys(elsewhere)).toEqual([undefined]);
	});

	test.each([301, 302, 303, 307, 308])('is read where a %d leads', async (status) => {
		service.answers.push(to('/api/there', status), { body: 'RIFF' });
		expect(await get(at('/file'))).toMatchObject({ data: 'RIFF' });
		expect(service.asked).toEqual(['GET /api/file', 'GET /api/there']);
		expect(keys(service)).toEqual(['Bearer key-1234', 'Bearer key-1234']);
	});

	test('is read on another host without the key, and back with it', async () => {
		service.answers.push(to(away('/a')), { body: 'RIFF' });
		elsewhere.answers.push(to(at('/b')));
		expect(await get(at('/file'))).toMatchObject({ data: 'RIFF' });
		expect(keys(service)).toEqual(['Bearer key-1234', 'Bearer key-1234']);
		expect(keys(elsewhere)).toEqual([undefined]);
	});

	test('is read after five redirects, and not after six', async () => {
		const five = Array.from({ length: 5 }, (_, index) => to(`/api/${index}`));
		service.answers.push(...five, { body: 'RIFF' });
		expect(await get(at('/file'))).toMatchObject({ data: 'RIFF' });
		service.reset();
		service.answers.push(...five, to('/api/5'), { body: 'RIFF' });
		expect(await rejection(get(at('/file')))).toMatchObject({
			message: 'The base URL leads to another address (HTTP 302)',
			httpCode: '302',
		});
		expect(service.requests).toHaveLength(6);
	});

	test('is asked for again where that may help, from its first address on', async () => {
		service.answers.push(
			to('/api/there'),
			{ status: 503, headers: { 'retry-after': '7' } },
			to('/api/there'),
			{ body: 'RIFF' },
		);
		const { result, waited } = await withoutWaiting(async () => await get(at('/file'), 2));
		expect(result).toMatchObject({ data: 'RIFF' });
		expect(waited).toBe(7000);
		expect(service.asked).toEqual([
			'GET /api/file',
			'GET /api/there',
			'GET /api/file',
			'GET /api/there',
		]);
	});

	test('lets all requests wait after a 429', async () => {
		service.answers.push({ status: 429, headers: { 'retry-after': '5' } });
		const item = await itemRunOf({ baseUrl: service.baseUrl, settings: { maxTries: 1 } });
		await rejection(download(item, at('/file'), store));
		const { waited } = await withoutWaiting(async () => await item.throttle.wait(undefined));
		expect(waited).toBeGreaterThan(4000);
	});
});

test('a file leaves a trail in the log, without its address', async () => {
	service.answers.push({ body: 'RIFF' });
	const { context, ...item } = await itemRunOf({ baseUrl: service.baseUrl });
	const lines: string[] = [];
	const logger = { value: { ...context.logger, debug: (line: string) => lines.push(line) } };
	const logged = Object.create(context, { logger }) as typeof context;
	await download({ ...item, context: logged }, at('/file'), store);
	expect(lines).toEqual(['Vogent: item 0, try 1, GET a file: done']);
});

describe('a file that cannot be had', () => {
	test('shows what the service says, and no signature', async () => {
		service.answers.push({ status: 404, body: { message: 'no such recording' } });
		expect(await rejection(get(at('/file?signature=secret#x')))).toMatchObject({
			message: 'no such recording',
			description: expect.stringContaining(`(HTTP 404 from GET ${at('/file')})`),
			httpCode: '404',
			context: { itemIndex: 2 },
		});
	});

	test.each([300, 304, 400])('is not there with %d', async (status) => {
		service.answers.push({ status, headers: { location: '/api/there' } }, { body: 'RIFF' });
		expect(await rejection(get(at('/file')))).toMatchObject({ httpCode: String(status) });
		expect(service.requests).toHaveLength(1);
	});

	test('is not read where a redirect leads nowhere', async () => {
		service.answers.push({ status: 302 }, { body: 'RIFF' });
		expect(await rejection(get(at('/file')))).toMatchObject({ httpCode: '302' });
	});

	test.each(['', 'no address', 'ftp://127.0.0.1/file', 'file:///etc/passwd', 'data:,a'])(
		'has the address %j',
		async (url) => {
			expect(await rejection(get(url))).toMatchObject({
				message: 'The file has an address that cannot be used',
				description: `Vogent gave no web address for it. (GET ${url})`,
				context: { itemIndex: 2 },
			});
		},
	);

	test.each([
		['http://', ''],
		['file:///etc/passwd', 'file:///etc/passwd'],
		['shttp://127.0.0.1/', 'shttp://127.0.0.1/'],
	])('leads to %s', async (location, shown) => {
		service.answers.push(to(location));
		expect(await rejection(get(at('/file')))).toMatchObject({
			message: 'The file has an address that cannot be used',
			description: `Vogent gave no web address for it. (GET ${shown})`,
		});
		expect(service.requests).toHaveLength(1);
	});

	test('shows the beginning of what the service says', async () => {
		const head = 'x'.repeat(400);
		service.answers.push({ status: 400, body: `${head} ${'y'.repeat(200_000)}` });
		expect(await rejection(get(at('/file')))).toMatchObject({
			message: `${head} ${'y'.repeat(99)}…`,
		});
	});

	test('is not read to its end where it is a long error', async () => {
		service.answers.push({ status: 400, body: { message: 'x'.repeat(1_000_000) } });
		expect(await rejection(get(at('/file')))).toMatchObject({
			message: expect.stringMatching(/^\{"message":"xxx/),
		});
	});

	test('breaks off', async () => {
		service.answers.push({
			headers: { 'content-length': '100' },
			body: 'RIFF',
			trouble: 'broken off',
		});
		expect(await rejection(get(at('/file')))).toMatchObject({
			message: 'The connection to Vogent was lost before the answer was complete',
		});
	});

	test('comes too slowly', async () => {
		service.answers.push({ trouble: 'silent' });
		const settings = { maxTries: 1, timeoutSeconds: 0.2 };
		const item = await itemRunOf({ baseUrl: service.baseUrl, settings });
		expect(await rejection(download(item, at('/file'), store))).toMatchObject({
			message: 'Vogent did not answer within 0.2 seconds',
		});
	});
});

describe('the key', () => {
	test.each([
		['https://vogent.example/a', 'https://vogent.example/api'],
		['http://vogent.example:8080/a', 'http://vogent.example:8080/api'],
		['https://api.vogent.ai/a', 'https://vogent.example/api'],
		['https://api.getelto.com/a', 'https://vogent.example/api'],
	])('is sent to %s where the base URL is %s', (url, baseUrl) => {
		expect(mayGetKey(url, baseUrl)).toBe(true);
	});

	test.each([
		['http://vogent.example/a', 'https://vogent.example/api'],
		['https://vogent.example:8080/a', 'https://vogent.example/api'],
		['https://vogent.example.evil/a', 'https://vogent.example/api'],
		['https://evil/vogent.example', 'https://vogent.example/api'],
		['http://api.vogent.ai/a', 'https://vogent.example/api'],
		['https://api.vogent.ai:8443/a', 'https://vogent.example/api'],
		['https://storage.example/a', 'https://api.vogent.ai/api'],
	])('is not sent to %s where the base URL is %s', (url, baseUrl) => {
		expect(mayGetKey(url, baseUrl)).toBe(false);
	});
});
