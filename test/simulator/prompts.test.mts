import { expect, test } from '@jest/globals';
import { callApi, callWithJson } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const nobody = seedId('nobody');
const prompts = `/agents/${seedId('agent 3')}/versioned_prompts`;
const extractors = `/agents/${seedId('agent 3')}/extractors`;
const prompt = { aiModelId: seedId('model 1'), agentType: 'STANDARD', name: 'Greeting' };
const extractor = { name: 'Outcome', extractorFieldsJsonSchema: '{"type":"object"}' };
const node = { id: 'a', name: 'A', type: 'speech', transitionRules: [], nodeData: { any: [1] } };

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const get = (path: string) => callApi(simulator, 'GET', path);
const send = (method: string, path: string, body: object) =>
	callWithJson(simulator, method, path, body);

async function create(path: string, body: object): Promise<{ id: string }> {
	const { status, text } = await send('POST', path, body);
	if (status !== 200) throw new Error(`${status} ${text}`);
	return JSON.parse(text) as { id: string };
}

test('a prompt is made, read and listed', async () => {
	const made = await create(prompts, { ...prompt, prompt: 'Say hello.' });
	expect(made).toEqual({ id: made.id, ...prompt, prompt: 'Say hello.' });
	expect((await get(`${prompts}/${made.id}`)).body).toEqual(made);
	expect((await get(prompts)).body).toEqual({ data: [made], cursor: null });
});

test('what a flow leaves out is filled in, and stays when another part of it is changed', async () => {
	const flow = { nodes: [node] };
	const { id, ...made } = await create(prompts, {
		...prompt,
		agentType: 'CUSTOM_FLOW',
		flowDefinition: flow,
	});
	const whole = { nodes: [node], globalContext: null, aiOpen: false, openingLineType: 'NONE' };
	expect(made).toMatchObject({ prompt: null, flowDefinition: whole });
	const changed = await send('PUT', `${prompts}/${id}`, { flowDefinition: { aiOpen: true } });
	expect(changed.body).toEqual({ id, ...made, flowDefinition: { ...whole, aiOpen: true } });
});

test('only what is sent of a prompt is changed', async () => {
	const made = await create(prompts, { ...prompt, prompt: 'Say hello.' });
	const modelOptionValues = [{ optionId: 'any', value: '1' }];
	const changes = { name: 'Farewell', aiModelId: seedId('model 2'), modelOptionValues };
	const { body } = await send('PUT', `${prompts}/${made.id}`, changes);
	expect(body).toEqual({ ...made, ...changes });
	expect((await get(`${prompts}/${made.id}`)).body).toEqual(body);
});

test.each<[string, object, string]>([
	['without a model', { aiModelId: undefined }, "'aiModelId'"],
	['with an unknown model', { aiModelId: nobody }, `/aiModelId is "${nobody}", which no model has`],
	['without a name', { name: '' }, '/name is empty'],
	['of another kind', { agentType: 'FLOW' }, '/agentType'],
	['with a rule too many', { flowDefinition: { nodes: [{ ...node, rules: [] }] } }, '"rules"'],
])('a prompt is not made %s', async (_, fields, error) => {
	const { status, text } = await send('POST', prompts, { ...prompt, ...fields });
	expect(status).toBe(422);
	expect(text).toContain(JSON.stringify(error).slice(1, -1));
	expect((await get(prompts)).body).toMatchObject({ data: [] });
});

test('a prompt is not changed to what it cannot be', async () => {
	const path = `/agents/${seedId('agent 1')}/versioned_prompts/${seedId('prompt 1')}`;
	const before = (await get(path)).body;
	for (const change of [{ prompt: null }, { aiModelId: nobody }, { name: '' }]) {
		expect((await send('PUT', path, change)).status).toBe(422);
	}
	expect((await get(path)).body).toEqual(before);
	const elsewhere = path.replace(seedId('agent 1'), seedId('agent 2'));
	expect((await send('PUT', elsewhere, { name: 'Mine' })).status).toBe(404);
});

test('an extractor is made, read, listed and changed', async () => {
	const made = await create(extractors, extractor);
	expect(made).toEqual({ id: made.id, ...extractor });
	expect((await get(`${extractors}/${made.id}`)).body).toEqual(made);
	expect((await get(extractors)).body).toEqual({ extractors: [made] });
	const { body } = await send('PUT', `${extractors}/${made.id}`, { name: 'Result' });
	expect(body).toEqual({ ...made, name: 'Result' });
	expect((await get(extractors)).body).toEqual({ extractors: [body] });
});

test.each([
	['without a name', { name: '' }],
	['with a schema that is an object', { extractorFieldsJsonSchema: {} }],
	['with a schema that is no JSON', { extractorFieldsJsonSchema: 'booked' }],
	['with a schema that is a list', { extractorFieldsJsonSchema: '[]' }],
])('an extractor is not made, nor changed to be, %s', async (_, fields) => {
	expect((await send('POST', extractors, { ...extractor, ...fields })).status).toBe(422);
	const made = await create(extractors, extractor);
	expect((await send('PUT', `${extractors}/${made.id}`, fields)).status).toBe(422);
	expect((await get(extractors)).body).toEqual({ extractors: [made] });
});

test('an agent that is not there has no prompts and no extractors', async () => {
	expect((await send('POST', `/agents/${nobody}/versioned_prompts`, prompt)).status).toBe(404);
	expect((await send('POST', `/agents/${nobody}/extractors`, extractor)).status).toBe(404);
	expect((await send('PUT', `${extractors}/${nobody}`, {})).status).toBe(404);
	expect((await send('PUT', `${prompts}/${nobody}`, {})).status).toBe(404);
});
