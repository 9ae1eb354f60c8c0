import { describe, expect, test } from '@jest/globals';
import { callApi, callWithJson } from './calls.mts';
import type { PhoneNumber, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const nobody = seedId('nobody');
const sipImport = {
	phoneNumber: '+4930123456',
	terminationUri: 'sip.example.com',
	username: 'anna',
	password: 'secret',
};
const vogentSip = { sipPrefix: 'reception', username: 'anna', password: 'secret' };

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const send = (method: string, path: string, body: object) =>
	callWithJson(simulator, method, path, body);
const add = (body: object) => send('POST', '/phone_numbers', body);

async function listed(): Promise<PhoneNumber[]> {
	const { body } = await callApi(simulator, 'GET', '/phone_numbers');
	return (body as { data: PhoneNumber[] }).data;
}

describe('a number is added', () => {
	test.each([
		['bought', { type: 'purchase', purchase: { number: '+14155550100' } }, '+14155550100', 'PSTN'],
		['imported', { type: 'sip_import', sipImport }, '+4930123456', 'PSTN'],
		['made', { type: 'vogent_sip', vogentSip }, 'reception', 'SIP_USERNAME'],
	])('when it is %s', async (_, input, number, type) => {
		const { status, body } = await add(input);
		expect(status).toBe(200);
		const { id } = body as PhoneNumber;
		expect(body).toEqual({ id, required: 1, type, agentId: null });
		expect((await listed()).slice(3)).toEqual([{ id, number, type, agentId: null }]);
		expect((await callApi(simulator, 'GET', `/phone_numbers/${id}`)).body).toEqual(body);

		const again = await add(input);
		expect(again.status).toBe(422);
		expect(again.text).toContain('which is taken');
		expect(await listed()).toHaveLength(4);
	});
});

describe('a number is not added', () => {
	const purchase = { number: '+14155550100' };
	test.each<[string, object, string]>([
		['of no type', { purchase }, "'type'"],
		['of another type', { type: 'gift', purchase }, '/type'],
		['without what goes with its type', { type: 'purchase' }, '/purchase is missing'],
		[
			'with what goes with another type',
			{ type: 'purchase', purchase, sipImport },
			'/sipImport does not go with type purchase',
		],
		[
			'with only what goes with another type',
			{ type: 'vogent_sip', sipImport },
			'/vogentSip is missing',
		],
		[
			'that nobody sells',
			{ type: 'purchase', purchase: { number: '+999123' } },
			'/purchase/number is +999123, which is not on sale',
		],
		[
			'without its country',
			{ type: 'purchase', purchase: { number: '4155550100' } },
			'which is not on sale',
		],
		[
			'that is imported without its country',
			{ type: 'sip_import', sipImport: { ...sipImport, phoneNumber: '030123456' } },
			'/sipImport/phoneNumber is 030123456, which is not E.164',
		],
		[
			'that is imported without a password',
			{ type: 'sip_import', sipImport: { ...sipImport, password: undefined } },
			"'password'",
		],
		[
			'with an empty name',
			{ type: 'vogent_sip', vogentSip: { ...vogentSip, sipPrefix: '' } },
			'/vogentSip/sipPrefix is empty',
		],
	])('%s', async (_, input, error) => {
		const { status, text } = await add(input);
		expect(status).toBe(422);
		expect(text).toContain(error);
		expect(await listed()).toHaveLength(3);
	});
});

test('a number is linked to an agent and unlinked', async () => {
	const id = seedId('phone number 3');
	const agentId = seedId('agent 2');
	const path = `/phone_numbers/${id}`;
	const answer = { id, required: 1, type: 'PSTN', agentId };
	expect((await send('PUT', path, { agentId })).body).toEqual(answer);
	expect((await send('PUT', path, {})).body).toEqual(answer);
	expect((await send('PUT', path, { agentId: nobody })).status).toBe(422);
	expect((await listed())[2]?.agentId).toBe(agentId);
	expect((await send('PUT', path, { agentId: '' })).body).toEqual({ ...answer, agentId: null });
	expect((await listed())[2]?.agentId).toBeNull();
	expect((await send('PUT', path, { agentId: null })).status).toBe(422);
	expect((await send('PUT', `/phone_numbers/${nobody}`, { agentId })).status).toBe(404);
});

test('a deleted number is answered, and then gone', async () => {
	const id = seedId('phone number 2');
	const { body } = await callApi(simulator, 'DELETE', `/phone_numbers/${id}`);
	expect(body).toEqual({ id, required: 1, type: 'SIP_USERNAME', agentId: null });
	expect((await listed()).map((number) => number.id)).not.toContain(id);
	expect((await callApi(simulator, 'GET', `/phone_numbers/${id}`)).status).toBe(404);
	expect((await callApi(simulator, 'DELETE', `/phone_numbers/${id}`)).status).toBe(404);
});

describe('a search', () => {
	const search = (body: object) => send('POST', '/phone_numbers/search', body);

	test.each([
		[{ prefix: '415' }, '+14150000000'],
		[{ prefix: '+1415' }, '+14150000000'],
		[{ prefix: '4155550100', limit: 1 }, '+14155550100'],
		[{ prefix: '20', country: 'GB', limit: 3 }, '+442000000000'],
		[{ prefix: '555010000' }, '+15550100000'],
	])('for %j finds %s, which can be bought once', async (body, number) => {
		expect((await search(body)).body).toEqual({ number });
		expect((await add({ type: 'purchase', purchase: { number } })).status).toBe(200);
		const next = await search(body);
		expect(next.body).not.toEqual({ number });
		expect(next.status).toBe(body.prefix.length === 10 ? 404 : 200);
	});

	test.each<[string, object, string]>([
		['for nothing', { prefix: '' }, '/prefix'],
		['for no prefix', {}, "'prefix'"],
		['for letters', { prefix: 'CALL' }, '/prefix is CALL, with which no number begins'],
		['for too long a prefix', { prefix: '41555501001' }, '/prefix'],
		['in no country', { prefix: '415', country: 'us' }, '/country is us'],
		['of no numbers', { prefix: '415', limit: 0 }, '/limit is 0'],
		['of half a number', { prefix: '415', limit: 0.5 }, '/limit must be integer'],
	])('%s is refused', async (_, body, error) => {
		const { status, text } = await search(body);
		expect(status).toBe(422);
		expect(text).toContain(error);
	});

	test('answers with a list where one is planned', async () => {
		await simulator.plan({ path: '/phone_numbers/search', body: [{ number: '+14155550100' }] });
		expect((await search({ prefix: '415' })).body).toEqual([{ number: '+14155550100' }]);
	});
});
