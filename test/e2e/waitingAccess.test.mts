import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

import type { SeenServer } from '../n8n/server.mts';
import { callNode, callWorkflow, people } from './support/calls.mts';
import { shareN8n } from './support/n8n.mts';
import {
	endedEvent,
	eventAddress,
	openCallCenter,
	signingSecret,
	type CallCenter,
} from './support/waiting.mts';

jest.setTimeout(240_000);

const one = people('Anna');

let center: CallCenter<SeenServer>;

beforeAll(async () => {
	center = await openCallCenter(await shareN8n(), [
		callWorkflow('token', callNode()),
		callWorkflow('signed', callNode({}, { credentialId: 'signed' })),
	]);
});
beforeEach(async () => await center.simulator.reset());
afterAll(async () => await center.close());

describe('an execution that waits for its calls', () => {
	test('listens to nobody but the service', async () => {
		const { simulator } = center;
		await simulator.planCalls({ events: [] });
		await center.park('signed', one);
		await simulator.settings({ webhookSecret: signingSecret });
		await simulator.advance(60_000);
		const url = await eventAddress(simulator);
		await simulator.clearRequests();
		const event = endedEvent(url, (await simulator.calls())[0]?.dial.id);
		const statusOf = async (odd: object) =>
			(await simulator.deliver({ ...event, ...odd })).map(({ status }) => status)[0];
		// The answer is given before the signature is checked.
		expect(await statusOf({ sign: false })).toBe(200);
		expect(await statusOf({ sign: 'wrong' })).toBe(200);
		expect(await statusOf({ headers: { 'x-elto-signature': 'ä' } })).toBe(200);
		const body = { event: undefined, payload: undefined, sign: false };
		expect(await statusOf({ ...body, body: '{"event":' })).toBe(422);
		expect(await statusOf({ ...body, body: '' })).toBe(200);
		expect(await statusOf({ ...body, body: 'x'.repeat(10_000_000), contentType: null })).toBe(200);
		expect((await fetch(url)).status).toBe(404);
		await new Promise((resolve) => setTimeout(resolve, 1000));
		expect(await simulator.requests()).toEqual([]);
		expect((await center.now('signed')).status).toBe('waiting');

		expect(await statusOf({ ...body, body: '[null]', sign: true })).toBe(200);
		expect((await center.ended('signed')).status).toBe('success');
	});

	test('cannot be reached without the token of its address', async () => {
		const { simulator } = center;
		await simulator.planCalls({ events: [] });
		await center.park('token', one);
		await simulator.advance(60_000);
		const url = await eventAddress(simulator);
		const withoutToken = url.replace(/\?.*/, '');
		const refused = await simulator.deliver(endedEvent(withoutToken));
		expect(refused.map(({ status }) => status)).toEqual([401]);
		expect((await center.now('token')).status).toBe('waiting');
		await simulator.deliver(endedEvent(url));
		expect((await center.ended('token')).status).toBe('success');
	});
});
