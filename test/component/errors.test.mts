import { describe, expect, test } from '@jest/globals';

import type { PlannedAnswer, Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { cloneParameters } from './support/clone.mts';
import { errorOf, itemWithFile, useBinaryStore } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';
import { useLocalServer } from '../support/service.mts';

let simulator: Simulator;
let sentElsewhere = 0;

useFastClock();
useSimulator((started) => (simulator = started));
useBinaryStore();
const elsewhere = useLocalServer((_request, _body, response) => {
	sentElsewhere++;
	response.end('{"id":"elsewhere"}');
});

async function cloning({ apiKey = simulator.apiKey, baseUrl = simulator.baseUrl } = {}) {
	return {
		credential: { apiKey, baseUrl },
		parameters: cloneParameters(),
		items: [await itemWithFile(Buffer.alloc(1000, 7))],
	};
}

const uploads = async () =>
	(await simulator.requests()).filter(({ path }) => path === '/voices/clone');

async function failWith(planned: Omit<PlannedAnswer, 'path'>) {
	// As often as the node tries, at most.
	await simulator.plan({
		path: '/voices/clone',
		times: 3,
		headers: { 'retry-after': '0' },
		...planned,
	});
	return await errorOf(await cloning());
}

describe('an answer that is an error', () => {
	test.each<[number, RegExp]>([
		[404, /Check the IDs .* base URL/],
		[429, /Nothing was created\. Wait.*Tried 3 times\.$/],
		[502, /may still have been created/],
	])('%d: the API’s own message, the code, and what to do', async (status, advice) => {
		const error = await failWith({ status, body: { message: 'The API says why' } });
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'The API says why [item 0]',
			httpCode: String(status),
			context: { itemIndex: 0 },
		});
		expect(error.description).toMatch(advice);
		expect(error.description).toContain(
			`HTTP ${status} from POST ${simulator.baseUrl}/voices/clone`,
		);
		expect(await uploads()).toHaveLength(status === 429 ? 3 : 1);
	});

	test.each<[number, string]>([[401, 'Vogent does not accept the API key (HTTP 401) [item 0]']])(
		'%d without a body has a message of ours',
		async (status, message) => {
			expect((await failWith({ status, body: '' })).message).toBe(message);
		},
	);

	test('the service’s own words stay, without the network code for which n8n would put its own', async () => {
		const error = await failWith({ status: 500, body: 'upstream: ECONNRESET' });
		expect(error.message).toBe('upstream: system error [item 0]');
	});

	test.each([301, 302, 307, 308])('a redirect (%d) is not followed', async (status) => {
		const headers = { location: `${elsewhere.baseUrl}/voices/clone` };
		const error = await failWith({ status, headers });
		expect(error.message).toBe(`The base URL leads to another address (HTTP ${status}) [item 0]`);
		expect(sentElsewhere).toBe(0);
	});
});

describe('an answer that cannot be read', () => {
	test.each([
		['[]', 'it is not a JSON object'],
		['{"id":""}', 'it has no "id"'],
	])('%j', async (body, reason) => {
		const error = await failWith({ status: 200, body, processFirst: true });
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: `Vogent's answer could not be read: ${reason} [item 0]`,
		});
		expect(error.description).toMatch(/^The voice may still have been created/);
	});
});

describe('no answer', () => {
	test('https where the service speaks http', async () => {
		const baseUrl = simulator.baseUrl.replace('http:', 'https:');
		const error = await errorOf(await cloning({ baseUrl }));
		expect(error.message).toBe('Could not make a secure connection to Vogent [item 0]');
	});
});

test('a key and an address that expressions give as other values than text are read or refused', async () => {
	const odd = await cloning();
	const error = await errorOf({
		...odd,
		credential: { apiKey: 12345 as unknown as string, baseUrl: simulator.baseUrl },
	});
	expect(error.httpCode).toBe('401');
	const [request] = await simulator.requests();
	expect(request?.headers.authorization).toBe('Bearer 12345');
});
