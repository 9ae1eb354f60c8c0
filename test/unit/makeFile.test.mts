import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { InvalidFileError, makeFile, type StoreFile } from '../../nodes/Vogent/transport/file.ts';
import { useService, type Answer } from '../support/service.mts';
import { itemRunOf, rejection, useContexts, withoutWaiting } from './support/item.mts';

/** Requests that cost money each time, and whose answer is a file. */
useContexts();

const service = useService();

beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	jest.restoreAllMocks();
});

const audio: Answer = { body: 'RIFF', headers: { 'content-type': 'application/octet-stream' } };

/** Keeps the text of a file, as n8n would its bytes. */
const storing: StoreFile = async ({ stream }) => ({
	data: await text(stream),
	mimeType: 'audio/wav',
});

async function make(answers: Answer[], store = storing, maxTries = 3) {
	service.answers.push(...answers, audio);
	const item = await itemRunOf({ baseUrl: service.baseUrl, settings: { maxTries } });
	const request = { path: '/tts', body: { text: 'Hello', constructor: 'x' } };
	const { result, waited } = await withoutWaiting(
		async () => await makeFile({ ...item, itemIndex: 2 }, request, store),
	);
	return { file: result, waited };
}

test('a file is asked for by JSON, with the key', async () => {
	expect((await make([])).file).toMatchObject({ data: 'RIFF' });
	const [request] = service.requests;
	expect(service.asked).toEqual(['POST /api/tts']);
	expect(JSON.parse(request?.body ?? '')).toEqual({ text: 'Hello', constructor: 'x' });
	expect(request?.headers).toMatchObject({
		authorization: 'Bearer key-1234',
		'content-type': 'application/json',
	});
});

describe('it is asked for again', () => {
	test.each([429, 503])('after %d, where nothing was made', async (status) => {
		const { file, waited } = await make([{ status }, { status }]);
		expect(file).toMatchObject({ data: 'RIFF' });
		expect(waited).toBe(750 + 1500);
		expect(service.requests).toHaveLength(3);
	});

	test('as often as the user allows', async () => {
		const refused = Array.from({ length: 5 }, () => ({ status: 429 }));
		const error = await rejection(make(refused, storing, 2));
		expect(error).toMatchObject({
			httpCode: '429',
			description: expect.stringMatching(/Tried 2 times\.$/),
		});
		expect(service.requests).toHaveLength(2);
	});

	test('where nothing can have been sent', async () => {
		const item = await itemRunOf({ baseUrl: 'http://127.0.0.1:9/api' });
		const { result, waited } = await withoutWaiting(
			async () => await rejection(makeFile(item, { path: '/tts', body: {} }, storing)),
		);
		expect(waited).toBe(750 + 1500);
		expect(result).toMatchObject({
			description: expect.stringMatching(/^Nothing was sent\..*Tried 3 times\.$/),
		});
	});
});

describe('it is not asked for again, since it may have been charged for,', () => {
	test.each<[string, Answer]>([
		['after 500', { status: 500 }],
		['after 502', { status: 502 }],
		['after 504', { status: 504 }],
		['after 408', { status: 408 }],
		['after a lost connection', { trouble: 'lost' }],
		['after half an answer', { ...audio, trouble: 'broken off' }],
	])('%s', async (_, answer) => {
		expect(await rejection(make([answer]))).toMatchObject({
			description: expect.stringContaining('Vogent may charge for it all the same.'),
			context: { itemIndex: 2 },
		});
		expect(service.requests).toHaveLength(1);
	});

	test('after what is no file', async () => {
		const refusing = () => Promise.reject(new InvalidFileError('it is empty'));
		expect(await rejection(make([], refusing))).toMatchObject({
			message: 'Vogent did not send a usable file: it is empty',
			description: expect.stringMatching(/^Vogent may charge for it all the same\./),
			httpCode: '200',
		});
		expect(service.requests).toHaveLength(1);
	});

	test.each([400, 401, 404, 422, 302])('nor after %d, which will not pass', async (status) => {
		expect(await rejection(make([{ status }]))).toMatchObject({ httpCode: String(status) });
		expect(service.requests).toHaveLength(1);
	});
});

test('an error that breaks off still has its status, and what came of its words', async () => {
	const broken: Answer = { status: 422, body: 'No such voi', trouble: 'broken off' };
	expect(await rejection(make([broken]))).toMatchObject({
		message: 'No such voi',
		httpCode: '422',
	});
});
