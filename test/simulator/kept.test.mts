import { describe, expect, test } from '@jest/globals';
import { callApi, callWithJson, cloneForm } from './calls.mts';
import type { Simulator, Voice } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const uuid: unknown = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const agents = '/agents';
const ofAgent = `/agents/${seedId('agent 1')}`;
const prompt = { aiModelId: seedId('model 1'), agentType: 'STANDARD', name: 'Greeting' };
const smallest = { name: 'Reception', defaultVoiceId: 'any', defaultVersionedPrompt: prompt };
const extractor = { name: 'Outcome', extractorFieldsJsonSchema: '{}' };

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const send = async (method: string, path: string, body: object) =>
	await callWithJson(simulator, method, path, body);

async function read(path: string): Promise<unknown> {
	return (await callApi(simulator, 'GET', path)).body;
}

async function create(path: string, body: object): Promise<{ id: string }> {
	const { status, text } = await send('POST', path, body);
	if (status !== 200) throw new Error(`${status} ${text}`);
	return JSON.parse(text) as { id: string };
}

describe('what is created is filled in as the contract says, and given back', () => {
	const transfer = { name: 'to_sales', description: '', type: 'transfer', allowedNumbers: [] };
	const flowDefinition = { nodes: [], aiOpen: true };
	test.each<[string, string, object, object]>([
		['a function', '/functions', transfer, { ...transfer, headers: null }],
		['an extractor', `${ofAgent}/extractors`, extractor, extractor],
		[
			'a prompt',
			`${ofAgent}/versioned_prompts`,
			{ ...prompt, flowDefinition },
			{
				...prompt,
				prompt: null,
				flowDefinition: { ...flowDefinition, globalContext: null, openingLineType: 'INBOUND_ONLY' },
			},
		],
	])('%s', async (_, path, input, expected) => {
		const created = await create(path, input);
		expect(created).toEqual({ id: uuid, ...expected });
		expect(await read(`${path}/${created.id}`)).toEqual(created);
		const change = { name: 'Another', allowedNumbers: [{ number: '+15550100010' }] };
		const { allowedNumbers, ...name } = change;
		const changes = path === '/functions' ? { ...name, allowedNumbers } : name;
		expect((await send('PUT', `${path}/${created.id}`, changes)).body).toEqual({
			...created,
			...changes,
		});
	});

	test('nothing that the contract does not know is created', async () => {
		for (const more of [{ transcriber: {} }, { backgroundNoiseType: 'street' }]) {
			expect((await send('POST', agents, { ...smallest, ...more })).status).toBe(422);
		}
		expect(await simulator.agents()).toHaveLength(3);
	});

	test('what is deleted is answered, and then gone', async () => {
		const path = `/functions/${seedId('function 1')}`;
		const before = await read(path);
		expect((await callApi(simulator, 'DELETE', path)).body).toEqual(before);
		for (const method of ['GET', 'DELETE']) {
			expect((await callApi(simulator, method, path)).status).toBe(404);
		}
	});

	test('what belongs to another is not found', async () => {
		const path = `/agents/${seedId('agent 2')}/versioned_prompts/${seedId('prompt 1')}`;
		expect((await callApi(simulator, 'GET', path)).status).toBe(404);
	});
});

test('an agent is made with its prompt and its extractor, and keeps what no answer tells', async () => {
	const hidden = { inboundWebhookUrl: 'https://example.com', inboundWebhookResponse: true };
	const ids = { linkedFunctionDefinitionIds: ['a', 'b'] };
	const agent = await create(agents, {
		...smallest,
		...hidden,
		...ids,
		defaultExtractor: extractor,
		linkedFunctionDefinitionInputs: [{ functionDefinitionId: 'b' }],
		fillEmptyStringVariables: null,
	});
	expect(agent).toEqual({
		id: uuid,
		name: 'Reception',
		language: 'en',
		maxDurationSeconds: 10_800,
		defaultVoiceId: 'any',
		defaultVersionedPromptId: uuid,
		defaultExtractorId: uuid,
		linkedFunctionDefinitions: [{ functionDefinitionId: 'b' }, { functionDefinitionId: 'a' }],
		timeoutMessage: null,
		ivrSilenceHangupConfiguration: null,
	});
	expect((await simulator.agents()).at(-1)).toMatchObject({ ...agent, ...hidden });
	expect(await read(`/agents/${agent.id}/versioned_prompts`)).toMatchObject({ data: [prompt] });
	expect(await read(`/agents/${agent.id}/extractors`)).toMatchObject({ extractors: [extractor] });
	for (const callAgentExtractorId of ['x', '']) {
		const changed = await send('PUT', `/agents/${agent.id}`, { callAgentExtractorId });
		expect(changed.body).toEqual({ ...agent, defaultExtractorId: callAgentExtractorId || null });
	}
});

test.each<[string, object, string, string]>([
	['bought', { type: 'purchase', purchase: { number: '+14155550100' } }, '+14155550100', 'PSTN'],
	[
		'made',
		{ type: 'vogent_sip', vogentSip: { sipPrefix: 'desk', username: 'desk1', password: 'secret' } },
		'desk',
		'SIP_USERNAME',
	],
])('a number that is %s is listed, linked and unlinked', async (_, input, number, type) => {
	const { id } = await create('/phone_numbers', input);
	const listed = async () => ((await read('/phone_numbers')) as { data: object[] }).data.at(-1);
	expect(await listed()).toEqual({ id, number, type, agentId: null });
	for (const agentId of ['somebody', '']) {
		const answer = { id, number, type, agentId: agentId || null };
		expect((await send('PUT', `/phone_numbers/${id}`, { agentId })).body).toEqual(answer);
	}
});

test('batches are filtered as documented', async () => {
	const named = async (query: string) => {
		const { data } = (await read(`/batch_dial_jobs?${query}`)) as { data: object[] };
		return data.map((row) => (row as { name: string }).name);
	};
	expect(await named('status=COMPLETE')).toEqual(['Survey']);
	expect(await named(`callAgentId=${seedId('agent 1')}`)).toEqual(['Reminders']);
	expect((await callApi(simulator, 'GET', '/batch_dial_jobs?status=DONE')).status).toBe(422);
});

describe('a list', () => {
	async function list(query: Record<string, string> = {}) {
		const path = `/voices?${new URLSearchParams(query).toString()}`;
		const { status, text } = await callApi(simulator, 'GET', path);
		if (status !== 200) throw new Error(String(status));
		return JSON.parse(text) as { voices: Voice[]; cursor: string | null };
	}
	const names = async (query: Record<string, string>) =>
		(await list(query)).voices.map(({ name }) => name);

	test('comes in pages no longer than asked, nor than the cap', async () => {
		const all = (await list()).voices;
		await simulator.settings({ pageSize: 3 });
		const found: Voice[] = [];
		let cursor: string | null = '';
		for (const length of [3, 3, 1]) {
			const page = await list({ limit: '5', ...(cursor ? { cursor } : {}) });
			expect(page.voices).toHaveLength(length);
			found.push(...page.voices);
			({ cursor } = page);
		}
		expect(cursor).toBeNull();
		expect(found).toEqual(all);
		expect((await list({ limit: '1' })).voices).toHaveLength(1);
	});

	test('takes back its own cursors alone, exactly as they were', async () => {
		const cursor = (await list({ limit: '2' })).cursor ?? '';
		const { cursor: other } = (await read('/agents?limit=1')) as { cursor: string };
		for (const spoiled of [`${cursor} `, cursor.toLowerCase(), encodeURIComponent(cursor), other]) {
			await expect(list({ cursor: spoiled })).rejects.toThrow('400');
		}
		expect((await callApi(simulator, 'GET', `/voices?cursor=${cursor}`)).status).not.toBe(200);
	});

	test('can name the same next page for ever', async () => {
		await simulator.settings({ repeatCursor: true, pageSize: 3 });
		const { cursor } = await list();
		const second = await list({ cursor: cursor ?? '' });
		expect(second.cursor).toBe(cursor);
		expect(await list({ cursor: cursor ?? '' })).toEqual(second);
	});

	test('of voices is filtered by type, and by name as set', async () => {
		expect(await names({ voiceType: 'stock', name: 'av' })).toEqual(['Ava', 'Ava', 'Savannah']);
		await simulator.settings({ nameFilter: 'exact' });
		expect(await names({ name: 'ava' })).toEqual([]);
		await simulator.settings({ nameFilter: 'ignored' });
		expect(await names({ name: 'Ava' })).toHaveLength(7);
	});

	test('has a cloned voice as late as set', async () => {
		await simulator.settings({ listedAfterMs: 60_000 });
		await simulator.seedVoices([{ name: 'Zoë, seeded' }]);
		await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
		expect((await simulator.voices()).map(({ name }) => name).slice(7)).toEqual([
			'Zoë, seeded',
			'Zoë',
		]);
		expect(await names({ name: 'zoë' })).toEqual(['Zoë, seeded']);
		await simulator.settings({ listedAfterMs: 0 });
		expect(await names({ name: 'zoë' })).toHaveLength(2);
	});
});
