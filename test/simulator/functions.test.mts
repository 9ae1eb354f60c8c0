import { expect, test } from '@jest/globals';
import { callApi, callWithJson } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const input = {
	name: 'to_sales',
	description: 'Puts the caller through to sales',
	allowedNumbers: [{ number: '+15550100010' }],
};

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const call = (method: string, id: string) => callApi(simulator, method, `/functions/${id}`);
const create = (body: object) => callWithJson(simulator, 'POST', '/functions', body);
const update = (id: string, body: object) =>
	callWithJson(simulator, 'PUT', `/functions/${id}`, body);

async function createdId(): Promise<string> {
	return ((await create(input)).body as { id: string }).id;
}

test.each<[string, object, object]>([
	['a transfer when nothing else is said', {}, { type: 'transfer' }],
	['one that calls an API', { type: 'api', allowedNumbers: [] }, {}],
	['one that says something first', { lifecycleMessages: { started: ['Wait.'] } }, {}],
])('a function is made: %s', async (_, fields, added) => {
	const { status, body } = await create({ ...input, ...fields });
	expect(status).toBe(200);
	const { id } = body as { id: string };
	expect(body).toMatchObject({ ...input, ...fields, ...added });
	expect((await call('GET', id)).body).toEqual(body);
});

test('only what is sent of a function is changed', async () => {
	const id = await createdId();
	const changes = { allowedNumbers: [{ number: '+15550100011' }], description: 'Sales' };
	const { body } = await update(id, changes);
	expect(body).toEqual({ id, type: 'transfer', ...input, ...changes });
	expect((await call('GET', id)).body).toEqual(body);
});

test('a change needs the numbers, as documented', async () => {
	const { status, text } = await update(await createdId(), { name: 'sales' });
	expect(status).toBe(422);
	expect(text).toContain("'allowedNumbers'");
});

test.each<[string, object, string]>([
	['without a description', { description: undefined }, "'description'"],
	['without a name', { name: '' }, '/name is empty'],
	['of another type', { type: 'hangup' }, '/type'],
	[
		'with a number that is none',
		{ allowedNumbers: [{ number: '+15550100010' }, { number: '911' }] },
		'/allowedNumbers/1/number is 911, which is not E.164',
	],
	[
		'with numbers as texts',
		{ allowedNumbers: ['+15550100010'] },
		'/allowedNumbers/0 must be object',
	],
	['with an address', { url: 'https://example.com' }, '"url"'],
])('a function is not made %s', async (_, fields, error) => {
	const { status, text } = await create({ ...input, ...fields });
	expect(status).toBe(422);
	expect(text).toContain(JSON.stringify(error).slice(1, -1));
});

test('a deleted function is answered, and then gone, also from its agents', async () => {
	const id = seedId('function 1');
	const before = (await call('GET', id)).body;
	expect((await simulator.agents())[0]?.linkedFunctionDefinitions).toHaveLength(1);
	expect((await call('DELETE', id)).body).toEqual(before);
	expect((await call('GET', id)).status).toBe(404);
	expect((await call('DELETE', id)).status).toBe(404);
	expect((await update(id, input)).status).toBe(404);
	expect((await simulator.agents())[0]?.linkedFunctionDefinitions).toEqual([]);
});
