import { describe, expect, test } from '@jest/globals';

import { VogentApi } from '../../credentials/VogentApi.credentials.ts';
import {
	normalizeApiKey,
	normalizeBaseUrl,
	readConnection,
} from '../../nodes/Vogent/transport/credential.ts';
import { itemRunOf, rejection, useContexts } from './support/item.mts';

useContexts();

const read = async (credential: { baseUrl?: string; apiKey?: string }) =>
	await readConnection({ ...(await itemRunOf(credential)), itemIndex: 2 });

describe('the key', () => {
	test.each([
		['key-1234', 'key-1234'],
		[' key-1234\n', 'key-1234'],
		['Bearer key-1234', 'key-1234'],
		['bearer   key-1234', 'key-1234'],
		['Bearer', ''],
		['Bearer ', ''],
		['Bearerkey', 'Bearerkey'],
		['my Bearer key', 'my Bearer key'],
		['', ''],
		[undefined, ''],
		[null, ''],
		[1234, '1234'],
	])('%j is sent as %j', (given, key) => {
		expect(normalizeApiKey(given)).toBe(key);
	});

	test.each(['!~', 'key-1234'])('%s can be sent', async (apiKey) => {
		const baseUrl = 'http://127.0.0.1:9/api';
		const credential = { baseUrl, apiKey, webhookSigningSecret: '' };
		expect(await read({ apiKey })).toEqual({ baseUrl, apiKey, credential });
	});

	test.each(['', ' ', 'Bearer '])('%j is empty', async (apiKey) => {
		expect(await rejection(read({ apiKey }))).toMatchObject({
			message: 'The API key in the Vogent API credential is empty',
			description: 'Copy the whole key again from the Vogent dashboard, under API, then Keys.',
			context: { itemIndex: 2 },
		});
	});

	test.each(['pub_vogent_1', ' Bearer pub_1'])('%j is a public one', async (apiKey) => {
		const refused = {
			message: "The API key in the Vogent API credential is a public one: it begins with 'pub_'",
			description: 'Copy a private key from the Vogent dashboard, under API, then Keys.',
		};
		expect(await rejection(read({ apiKey }))).toMatchObject({
			...refused,
			context: { itemIndex: 2 },
		});
		// Also where n8n itself sends the request, such as that of the test of the credential.
		const { authenticate } = new VogentApi();
		if (typeof authenticate !== 'function') throw new Error('There is no function.');
		await expect(authenticate({ apiKey }, { url: 'https://a.example' })).rejects.toThrow(
			`${refused.message}. ${refused.description}`,
		);
	});

	test.each(['a b', 'a\nb', 'ä', 'a\u007f', 'key ä', 'ä key'])(
		'%j has a character that cannot be sent',
		async (apiKey) => {
			expect(await rejection(read({ apiKey }))).toMatchObject({
				message:
					'The API key in the Vogent API credential has a space, a line break or an unusual character in it',
				description: 'Copy the whole key again from the Vogent dashboard, under API, then Keys.',
				context: { itemIndex: 2 },
			});
		},
	);
});

describe('the base URL', () => {
	test.each([
		['https://vogent.example/api', 'https://vogent.example/api'],
		[' https://vogent.example/api/ ', 'https://vogent.example/api'],
		['https://vogent.example//', 'https://vogent.example'],
		['', 'https://api.vogent.ai/api'],
		['/', 'https://api.vogent.ai/api'],
		[undefined, 'https://api.vogent.ai/api'],
		[null, 'https://api.vogent.ai/api'],
	])('%j is %j', (given, address) => {
		expect(normalizeBaseUrl(given)).toBe(address);
	});

	test.each([
		'https://vogent.example',
		'HTTP://vogent.example:8080/a/b',
		'http://[::1]:3000/api',
		'https://h',
		'https://vogent.example/@me',
		'https://vogent.example/https://me@vogent.example',
	])('%s can be used', async (baseUrl) => {
		const apiKey = 'key-1234';
		const credential = { baseUrl, apiKey, webhookSigningSecret: '' };
		expect(await read({ baseUrl })).toEqual({ baseUrl, apiKey, credential });
	});

	test.each([
		'vogent.example/api',
		'ftp://vogent.example',
		'file:///etc/passwd',
		'httpss://vogent.example',
		'see https://vogent.example',
		'https://',
		'https:///api',
		'https://?a=b',
		'https://#a',
		'https://vogent.example/a b',
		'https://vogent.example/api?a=b',
		'https://vogent.example/api#a',
		'https://vogent.example?a',
		'https:// vogent.example',
	])('%s is not a web address', async (baseUrl) => {
		expect(await rejection(read({ baseUrl }))).toMatchObject({
			message: 'The base URL in the Vogent API credential is not a web address',
			description: 'It should look like https://api.vogent.ai/api',
			context: { itemIndex: 2 },
		});
	});

	test.each(['https://anna@vogent.example', 'http://anna:secret@vogent.example/api', 'https://@h'])(
		'%s has a username in it',
		async (baseUrl) => {
			expect(await rejection(read({ baseUrl }))).toMatchObject({
				message: 'The base URL in the Vogent API credential has a username or password in it',
				description: 'It should look like https://api.vogent.ai/api',
				context: { itemIndex: 2 },
			});
		},
	);
});
