import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { IHttpRequestOptions, NodeOperationError } from 'n8n-workflow';

import { apiRequest, sendRequest, type ApiRequest } from '../../nodes/Vogent/transport/request.ts';
import { useService, type Answer } from '../support/service.mts';
import { itemRunOf, rejection, useContexts } from './support/item.mts';

useContexts();

const service = useService();

const list: ApiRequest = { method: 'GET', path: '/voices' };
const create: ApiRequest = { method: 'POST', path: '/things', creates: 'thing', expects: 'id' };

async function ask(request: ApiRequest, ...answers: Answer[]) {
	service.answers.push(...answers);
	const item = await itemRunOf({ baseUrl: service.baseUrl, settings: { maxTries: 1 } });
	return await apiRequest(item, request);
}

/** The message, description and status of the error that one answer makes. */
async function refused(request: ApiRequest, ...answers: Answer[]) {
	const error = (await rejection(ask(request, ...answers))) as NodeOperationError & {
		httpCode?: string | null;
	};
	const { message, description, httpCode, context } = error;
	return { message, description, httpCode, mayExist: context.mayExist };
}

const about = (method: string, path: string) => `${method} ${service.baseUrl}${path}`;

describe('a request', () => {
	test('has the method, path and query, the key, and asks for JSON', async () => {
		await ask({ ...list, query: { limit: 2, name: 'Anna & Bea' } });
		expect(service.asked).toEqual(['GET /api/voices?limit=2&name=Anna%20%26%20Bea']);
		expect(service.requests[0]).toMatchObject({
			headers: { accept: 'application/json', authorization: 'Bearer key-1234' },
			body: '',
		});
	});

	test('has a JSON body where there is one', async () => {
		await ask({ method: 'POST', path: '/things', body: { name: 'Anna' } });
		expect(service.requests[0]?.headers['content-type']).toMatch(/^application\/json/);
		expect(service.requests[0]?.body).toBe('{"name":"Anna"}');
	});

	test('has no query and no body of its own', async () => {
		await ask(list);
		expect(service.asked).toEqual(['GET /api/voices']);
		expect(service.requests[0]?.headers['content-length']).toBeUndefined();
	});

	test('that is answered by 300 has failed', async () => {
		expect(await refused(list, { status: 300, body: {} })).toMatchObject({ httpCode: '300' });
	});

	test('has a limit of n8n that is longer than the user’s', async () => {
		const { context, ...item } = await itemRunOf({ settings: { timeoutSeconds: 20 } });
		const limits: unknown[] = [];
		const httpRequestWithAuthentication = (_type: string, { timeout }: IHttpRequestOptions) => {
			limits.push(timeout);
			return Promise.resolve({
				statusCode: 200,
				headers: {},
				body: Readable.from([Buffer.from('{}')]),
			});
		};
		const helpers = { value: { ...context.helpers, httpRequestWithAuthentication } };
		const watched = Object.create(context, { helpers }) as typeof context;
		await apiRequest({ ...item, context: watched }, list);
		expect(limits).toEqual([80_000]);
	});

	test('gives the object of the answer', async () => {
		expect(await ask(list, { body: { id: 'a', more: [1] } })).toEqual({ id: 'a', more: [1] });
	});

	test.each([200, 201, 299])('takes %d for a success', async (status) => {
		expect(await ask(list, { status, body: { id: 'a' } })).toEqual({ id: 'a' });
	});

	test('follows no redirect', async () => {
		const answer = { status: 302, headers: { location: `${service.baseUrl}/elsewhere` } };
		expect(await refused(list, answer)).toMatchObject({
			message: 'The base URL leads to another address (HTTP 302)',
			httpCode: '302',
		});
		expect(service.requests).toHaveLength(1);
	});

	test.each([401, 500])('is not sent again by n8n after a %d', async (status) => {
		await refused(list, { status });
		expect(service.requests).toHaveLength(1);
	});

	test('that is refused shows what the service says', async () => {
		const answer = { status: 422, body: { message: 'name is too long' } };
		expect(await refused(list, answer)).toEqual({
			message: 'name is too long',
			description: `Vogent refused the values. Check the fields of this node. (HTTP 422 from ${about('GET', '/voices')})`,
			httpCode: '422',
			mayExist: undefined,
		});
	});
});

const PIECE = 'RIFF'.repeat(200_000);

describe.each([
	['a short file', ['RI', 'FF']],
	['a file that is streamed', [PIECE, PIECE]],
])('an upload of %s', (_, chunks) => {
	const whole = chunks.join('');
	const upload = (log: string[] = [], size = whole.length): ApiRequest => ({
		method: 'POST',
		path: '/things',
		creates: 'thing',
		upload: {
			fields: { name: 'Anna' },
			fileField: 'clip',
			file: {
				fileName: 'anna.wav',
				mimeType: 'audio/wav',
				size,
				open: () => {
					log.push('opened');
					const content = {
						async *[Symbol.asyncIterator]() {
							for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
						},
						destroy: () => log.push('closed'),
					};
					return Promise.resolve(content);
				},
			},
		},
	});

	test('has the fields and the file, and the file is closed at the end', async () => {
		const log: string[] = [];
		expect(await ask(upload(log), { body: { id: 'a' } })).toEqual({ id: 'a' });
		const [request] = service.requests;
		expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(request?.body).toMatch(/name="name"\r\n\r\nAnna\r\n/);
		expect(request?.body).toContain(
			`name="clip"; filename="anna.wav"\r\nContent-Type: audio/wav\r\n\r\n${whole}\r\n`,
		);
		expect(log).toEqual(['opened', 'closed']);
	});

	test('opens the file for each try', async () => {
		const log: string[] = [];
		service.answers.push({ status: 503, headers: { 'retry-after': '0' } }, { body: { id: 'a' } });
		const item = await itemRunOf({ baseUrl: service.baseUrl });
		expect(await apiRequest(item, upload(log))).toEqual({ id: 'a' });
		expect(log).toEqual(['opened', 'closed', 'opened', 'closed']);
		expect(service.requests.map(({ body }) => body.includes(whole))).toEqual([true, true]);
	});

	test('whose file is gone says so, and is not sent again', async () => {
		service.answers.push({ body: { id: 'a' } });
		const item = await itemRunOf({ baseUrl: service.baseUrl });
		const result = await sendRequest(item, upload([], whole.length + 1));
		expect(result).toMatchObject({
			failure: {
				error: {
					message: 'The file could not be read',
					description: `Nothing was created. n8n may have deleted the file already, or its storage is not available. Run the node that produces the file again. (the file does not have ${whole.length + 1} bytes any more)`,
					context: { itemIndex: 0 },
				},
				outcomeUnknown: false,
				isTransient: false,
				reason: 'the file could not be read',
			},
		});
	});
});

describe('an answer that cannot be read', () => {
	test.each([
		['', 'it is empty'],
		[' \n', 'it is empty'],
		['<html>', 'it is not JSON'],
		['{"id":', 'it is not JSON'],
		['[]', 'it is not a JSON object'],
		['null', 'it is not a JSON object'],
		['"a"', 'it is not a JSON object'],
		['{}', 'it has no "id"'],
		['{"id":""}', 'it has no "id"'],
		['{"id":7}', 'it has no "id"'],
	])('%j: %s', async (body, reason) => {
		expect(await refused(create, { body })).toEqual({
			message: `Vogent's answer could not be read: ${reason}`,
			description: `The thing may still have been created. Check in Vogent before you run this again, or you may get a second one. (HTTP 200 from ${about('POST', '/things')})`,
			httpCode: '200',
			mayExist: true,
		});
	});

	test('leaves no doubt where nothing was to be created', async () => {
		expect(await refused(list, { body: '[]' })).toEqual({
			message: "Vogent's answer could not be read: it is not a JSON object",
			description: `Check the base URL in the Vogent API credential. (HTTP 200 from ${about('GET', '/voices')})`,
			httpCode: '200',
			mayExist: undefined,
		});
	});

	test('may lack what is not expected', async () => {
		expect(await ask(list, { body: {} })).toEqual({});
	});

	test('is not asked for again', async () => {
		service.answers.push({ body: '[]' }, { body: { id: 'a' } });
		const item = await itemRunOf({ baseUrl: service.baseUrl });
		expect(await sendRequest(item, list)).toMatchObject({
			failure: { outcomeUnknown: true, isTransient: false, reason: 'HTTP 200, unreadable' },
		});
		expect(service.requests).toHaveLength(1);
	});
});

describe('a request without an answer', () => {
	test('whose connection is lost', async () => {
		expect(await refused(create, { trouble: 'lost' })).toMatchObject({
			message: 'The connection to Vogent was lost before the answer was complete',
			description: expect.stringMatching(
				/^The thing may still have been created.*\/api\/things\)$/,
			),
			mayExist: true,
		});
	});

	test('that breaks off', async () => {
		const answer: Answer = {
			headers: { 'content-length': '100' },
			body: '{"id":',
			trouble: 'broken off',
		};
		expect(await refused(create, answer)).toMatchObject({
			message: 'The connection to Vogent was lost before the answer was complete',
			mayExist: true,
		});
	});

	test('that takes longer than the user allows is ended', async () => {
		service.answers.push({ trouble: 'silent' });
		const settings = { maxTries: 1, timeoutSeconds: 0.2 };
		const item = await itemRunOf({ baseUrl: service.baseUrl, settings });
		expect(await sendRequest(item, create)).toMatchObject({
			failure: {
				error: {
					message: 'Vogent did not answer within 0.2 seconds',
					description: `The thing may still have been created. Check in Vogent before you run this again, or you may get a second one. If this happens often, increase "Timeout (Seconds)" in the options. (${about('POST', '/things')})`,
				},
				outcomeUnknown: true,
				isTransient: true,
				reason: 'no answer within 0.2 s',
			},
		});
	});

	test('that is read only and takes too long may be tried later', async () => {
		service.answers.push({ trouble: 'silent' });
		const settings = { maxTries: 1, timeoutSeconds: 0.2 };
		const item = await itemRunOf({ baseUrl: service.baseUrl, settings });
		expect(await rejection(apiRequest(item, list))).toMatchObject({
			description: `Try again later. If this happens often, increase "Timeout (Seconds)" in the options. (${about('GET', '/voices')})`,
		});
	});

	test('that the user stops is not called a time-out', async () => {
		const stop = new AbortController();
		service.answers.push({ trouble: 'silent' });
		service.onRequest = () => stop.abort();
		const item = await itemRunOf({ baseUrl: service.baseUrl, signal: stop.signal });
		expect(await sendRequest(item, create)).toMatchObject({
			failure: {
				error: { message: 'The execution was stopped during the request' },
				outcomeUnknown: true,
				isTransient: false,
				reason: 'ERR_CANCELED',
			},
		});
		expect(service.requests).toHaveLength(1);
	});

	test('is not sent once the user has stopped', async () => {
		const item = await itemRunOf({ baseUrl: service.baseUrl, signal: AbortSignal.abort() });
		expect(await rejection(sendRequest({ ...item, itemIndex: 2 }, create))).toMatchObject({
			message: 'The execution was stopped',
			description: 'This item was not sent.',
			context: { itemIndex: 2 },
		});
		expect(service.requests).toEqual([]);
	});
});

describe('an unusual answer', () => {
	test('without a text is an empty object where it may be', async () => {
		const request = { ...list, mayBeEmpty: true };
		expect(await ask(request, { body: ' ' })).toEqual({});
		expect((await refused(request, { body: '{' })).message).toMatch(/it is not JSON$/);
	});

	test('of more than 64 MB is not read', async () => {
		const { context, ...item } = await itemRunOf();
		const answerWith = (megabytes: number) => () =>
			Promise.resolve({
				statusCode: 200,
				headers: {},
				body: Readable.from(
					Array.from({ length: megabytes }, () => Buffer.alloc(1_048_576, ' ')).concat(
						Buffer.from('{}'),
					),
				),
			});
		const helpers = {
			value: { ...context.helpers, httpRequestWithAuthentication: answerWith(64) },
		};
		const watched = Object.create(context, { helpers }) as typeof context;
		expect(await rejection(apiRequest({ ...item, context: watched }, list))).toMatchObject({
			message: "Vogent's answer could not be read: it is larger than 64 MB",
		});
	});
});

test('a bare list becomes the member that it is read as', async () => {
	const request = { ...list, listAs: 'data' };
	expect(await ask(request, { body: [{ id: 'a' }] })).toEqual({ data: [{ id: 'a' }] });
	expect(await ask(request, { body: { data: [] } })).toEqual({ data: [] });
});

describe('half of a character', () => {
	test.each<[string, string, Partial<ApiRequest>]>([
		['a body', 'name', { body: { name: 'Anna \ud83d' } }],
		['a list of a body', '1', { body: { names: ['Anna', '\udc4b'] } }],
		['a name of a body', 'a\ufffd', { body: { 'a\ud83d': 'Anna' } }],
		['a query', 'search', { query: { search: '\ud83d' } }],
	])('in %s is refused before anything is sent', async (_, name, content) => {
		expect(await rejection(ask({ ...list, ...content }))).toMatchObject({
			message: `"${name}" has half of a character in it`,
			description: expect.stringMatching(
				/^Nothing was sent\. .* check the expression that cuts it\.$/,
			),
			context: { itemIndex: 0 },
		});
		expect(service.requests).toHaveLength(0);
	});
});
