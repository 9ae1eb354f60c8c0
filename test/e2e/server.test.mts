import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';

import { resources } from '../../nodes/Vogent/registry.ts';
import { line } from '../n8n/lines.mts';
import { launchSimulator, type Simulator } from '../simulator/client.mts';
import { shareN8n, type RunningN8n } from './support/n8n.mts';
import type { Session } from './support/session.mts';
import { newVoices } from './support/voices.mts';
import { fixtures, vogentNode, webhook, workflow } from './support/workflows.mts';

jest.setTimeout(240_000);

let n8n: RunningN8n;
let simulator: Simulator;
let session: Session;
let bytes: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
	bytes = new Uint8Array(await readFile(join(fixtures, 'clip.mp3')));
	n8n = await shareN8n();
	({ simulator, session } = n8n);
	const cloning = [webhook('clone'), vogentNode({ name: '={{ $json.body.name }}' })];
	await n8n.addWorkflows([workflow('webhook', cloning)], { isPublished: true });
});
afterEach(async () => await simulator.reset());
afterAll(async () => await n8n.close());

const upload = (fields: Record<string, string | File>) => {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	return { method: 'POST', body };
};

/** The one clone that the simulator has received. */
async function receivedClone() {
	const requests = await simulator.requests();
	expect(requests).toHaveLength(1);
	const values = Object.fromEntries(
		(requests[0]?.parts ?? []).map((part) => [part.name, part.value ?? part.sha256]),
	);
	return { values, clip: requests[0]?.parts?.at(-1) };
}

describe('a running n8n', () => {
	test('a file uploaded to a webhook becomes a voice, which is the answer', async () => {
		const clip = new File([bytes], 'Grüße.mp3', { type: 'audio/mpeg' });
		const response = await fetch(
			`${n8n.server.url}/webhook/clone`,
			upload({ name: 'From a webhook', file: clip }),
		);
		const [voice] = await newVoices(simulator);
		expect(voice?.name).toBe('From a webhook');
		expect(await response.json()).toEqual(voice);
		expect((await receivedClone()).clip).toMatchObject({
			filename: 'Grüße.mp3',
			mimeType: 'audio/mpeg',
			sha256: createHash('sha256').update(bytes).digest('hex'),
		});
	});
});

describe('the credential test', () => {
	const check = async (data: { apiKey: string; baseUrl: string }) =>
		await session.post('/rest/credentials/test', {
			credentials: {
				id: n8n.idOf('vogent-credential'),
				name: 'Vogent API',
				type: 'vogentApi',
				data,
			},
		});

	test.each([
		['as it is', (text: string) => text, (text: string) => text],
		['with "Bearer" and white space', (key: string) => ` Bearer ${key}\n`, (url: string) => url],
		['with a trailing slash', (key: string) => key, (url: string) => `${url}/ `],
	])('succeeds with a key and an address %s', async (_, key, url) => {
		const { apiKey, baseUrl } = simulator;
		expect(await check({ apiKey: key(apiKey), baseUrl: url(baseUrl) })).toEqual({
			data: { status: 'OK', message: 'Connection successful!' },
		});
		const [request] = await simulator.requests();
		expect(request).toMatchObject({ method: 'GET', path: '/voices', query: { limit: '1' } });
	});

	/** What is shown where n8n shows what our test says, and where it does not. */
	const failure = (ours: string, n8ns: string) => ({
		data: { status: 'Error', message: line.showsTestMessages ? ours : n8ns },
	});

	test('fails with a wrong key, and says what to do', async () => {
		expect(await check({ baseUrl: simulator.baseUrl, apiKey: 'wrong' })).toEqual(
			failure(
				'Vogent does not accept this API key. Copy it again from the Vogent dashboard, under API, then Keys.',
				'Authorization failed - please check your credentials',
			),
		);
	});

	test('fails with an address where no API is', async () => {
		const baseUrl = simulator.baseUrl.replace(/\/api$/, '');
		expect(await check({ ...simulator, baseUrl })).toEqual(
			failure(
				'There is no Vogent API at this base URL. It usually ends in "/api".',
				'The resource you are requesting could not be found',
			),
		);
	});

	test('fails where something else answers with a page', async () => {
		await simulator.plan({
			path: '/voices',
			status: 200,
			headers: { 'content-type': 'text/html' },
			body: '<html><title>Dashboard</title></html>',
		});
		expect(await check(simulator)).toEqual({
			data: {
				status: 'Error',
				message: 'There is no Vogent API at this base URL. It usually ends in "/api".',
			},
		});
	});

	test('does not follow a redirect with the key', async () => {
		const other = await launchSimulator({ apiKey: simulator.apiKey });
		await simulator.plan({
			path: '/voices',
			status: 302,
			headers: { location: `${other.baseUrl}/voices` },
		});
		try {
			expect(await check(simulator)).toMatchObject({ data: { status: 'Error' } });
			expect(await other.requests()).toEqual([]);
		} finally {
			await other.stop();
		}
	});
});

describe('what the editor gets to know', () => {
	test('the nodes, one of them as an AI tool, too', async () => {
		const types = (await session.get('/types/nodes.json')) as INodeTypeDescription[];
		const found = types.filter(({ name }) => name.startsWith('n8n-nodes-vogent.'));
		expect(found.map(({ name }) => name).sort()).toEqual([
			'n8n-nodes-vogent.vogent',
			'n8n-nodes-vogent.vogentTool',
			'n8n-nodes-vogent.vogentTrigger',
		]);
	});

	test('the credential, with its icons', async () => {
		const types = (await session.get('/types/credentials.json')) as ICredentialType[];
		const found = types.find(({ name }) => name === 'vogentApi') as
			(ICredentialType & { iconUrl: { light: string; dark: string } }) | undefined;
		expect(found).toMatchObject({ displayName: 'Vogent API' });
		for (const icon of Object.values(found?.iconUrl ?? {})) {
			const response = await fetch(`${n8n.server.url}/${icon}`);
			expect([response.status, await response.text()]).toEqual([
				200,
				expect.stringContaining('<svg'),
			]);
		}
	});

	test.each(
		resources.flatMap(({ value, operations }) =>
			operations.map((operation) => `${value}/${operation.value}`),
		),
	)('the output of %s, before its first run', async (operation) => {
		const schema = await session.get(`/schemas/n8n-nodes-vogent.vogent/1.0.0/${operation}.json`);
		expect(schema).toMatchObject({ type: 'object', properties: expect.any(Object) });
	});
});
