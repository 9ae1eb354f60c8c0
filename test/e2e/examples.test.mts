import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { callWithJson } from '../simulator/calls.mts';
import type { Simulator } from '../simulator/client.mts';
import { seedId } from '../simulator/seed-id.mts';
import { addExamples, callerKey, exampleAgent as agentId } from './support/examples.mts';
import type { DataTable } from './support/dataTable.mts';
import { shareN8n, type RunningN8n } from './support/n8n.mts';
import { launchTelegram, type Telegram } from './support/telegram.mts';
import { until } from './support/until.mts';
import { fillIn } from './support/visitor.mts';
import { newVoices } from './support/voices.mts';
import { fixtures } from './support/workflows.mts';

jest.setTimeout(240_000);

const consent = ['I agree'];

let n8n: RunningN8n;
let telegram: Telegram;
let people: DataTable;
let simulator: Simulator;
let clip: File;
let notAudio: File;

beforeAll(async () => {
	clip = new File([new Uint8Array(await readFile(join(fixtures, 'clip.mp3')))], 'anna.mp3', {
		type: 'audio/mpeg',
	});
	notAudio = new File(['%PDF-1.7 nothing to hear'], 'anna.mp3', { type: 'audio/mpeg' });
	telegram = await launchTelegram(await readFile(join(fixtures, 'formats', 'opus.ogg')));
	n8n = await shareN8n();
	({ simulator } = n8n);
	people = await addExamples(n8n, telegram);
	await n8n.publish(['form', 'form-call', 'telegram', 'wait', 'folder']);
});
afterEach(async () => {
	await simulator.reset();
	telegram.requests.length = 0;
});
afterAll(async () => {
	await n8n.close();
	await telegram.stop();
});

const clones = async () =>
	(await simulator.requests()).filter(({ path }) => path === '/voices/clone');

describe('the example with a file', () => {
	test('makes one voice, however often it is run', async () => {
		const first = await n8n.run('file', 'When clicking Execute workflow');
		const second = await n8n.run('file', 'When clicking Execute workflow');
		const [voice, ...others] = await newVoices(simulator);
		expect(others).toEqual([]);
		expect([first.error, second.error]).toEqual([undefined, undefined]);
		for (const execution of [first, second]) {
			expect(execution.output('Clone the voice')[0]?.[0]?.json).toEqual(voice);
		}
	});
});

describe('the example with a form for the own team', () => {
	const visit = async (name: string) =>
		await fillIn(`${n8n.server.url}/form/form-form`, {
			Clip: clip,
			Name: name,
			'What is said': 'First line\nSecond line',
		});

	test('shows the ID of the voice, and refuses a second one of its name', async () => {
		const first = await visit('Support line');
		const [voice] = await newVoices(simulator);
		expect(first).toEqual({
			status: 200,
			heading: 'The voice is ready',
			text: `Its ID is ${voice?.id}`,
		});
		const execution = await n8n.lastExecution('form');
		expect(execution.runs('Clone the voice')[0]?.hints).toEqual([
			expect.objectContaining({ message: expect.stringContaining('Their only one, "Clip') }),
		]);
		expect(await visit('Support line')).toMatchObject({
			heading: 'The voice was not cloned',
			text: expect.stringContaining('already exists in Vogent'),
		});
		expect(await clones()).toHaveLength(1);
	});
});

describe('the example with a form and a call', () => {
	const visit = async (values: { phone?: string; file?: File; boxes?: string[] }) =>
		await fillIn(`${n8n.server.url}/form/form-call-form`, {
			'Your name': 'Anna',
			'Phone number': values.phone ?? '+1 555-010-0010',
			Clip: values.file ?? clip,
			Consent: values.boxes ?? consent,
		});

	test('calls the visitor with the cloned voice, and says so', async () => {
		expect(await visit({})).toMatchObject({ status: 200, heading: 'We are calling you' });
		const [voice] = await newVoices(simulator);
		const calls = await simulator.calls();
		expect(calls.map(({ request }) => request)).toEqual([
			expect.objectContaining({
				callAgentId: agentId,
				toNumber: '+15550100010',
				aiVoiceId: voice?.id,
			}),
		]);
		expect(voice?.name).toMatch(/^Anna \(\d+\)$/);
	});

	test.each([
		['the file is no recording', () => ({ file: notAudio }), 'We could not use your recording'],
		['the number cannot be called', () => ({ phone: 'mine' }), 'We could not call you'],
		['the box is not checked', () => ({ boxes: [] }), 'We need your consent'],
	])('has a page for when %s', async (_, values, heading) => {
		expect(await visit(values())).toMatchObject({ status: 200, heading });
		expect(await simulator.calls()).toEqual([]);
	});

	test('has a page for when Vogent refuses the clip', async () => {
		await simulator.plan({ path: '/voices/clone', status: 400, body: { error: 'Too short' } });
		expect(await visit({})).toMatchObject({ heading: 'We could not use your recording' });
	});
});

describe('the example with Telegram', () => {
	const from = { id: 5, first_name: 'Anna_Maria' };
	const message = { message_id: 7, from, chat: { id: 5 }, voice: { file_id: 'voice-7' } };
	/** Sends a message to the bot; gives what it replied. */
	const reply = async (sent: object) => {
		expect(await telegram.update(sent)).toBe(200);
		const sentBack = await until('a reply', () =>
			telegram.requests.find(({ method }) => method === 'sendMessage'),
		);
		return sentBack.body;
	};

	test('clones a voice message, and replies with the ID of the voice', async () => {
		const body = await reply(message);
		const [voice] = await newVoices(simulator);
		expect(body).toMatchObject({
			chat_id: 5,
			text: `Your voice is ready. Its ID is ${voice?.id}`,
		});
		expect(voice?.name).toBe('Anna_Maria (Telegram 5-7)');
		expect((await clones())[0]?.parts?.at(-1)).toMatchObject({ mimeType: 'audio/ogg' });
	});

	test.each([
		['a text', { ...message, voice: undefined, text: 'Hello' }],
		['a forwarded voice message', { ...message, forward_origin: { type: 'user' } }],
	])('asks for a voice message instead of %s', async (_, sent) => {
		expect((await reply(sent)).text).toMatch(/^Please send a voice message/);
		expect(await simulator.requests()).toEqual([]);
	});

	test('says when cloning failed', async () => {
		await simulator.plan({ path: '/voices/clone', status: 400, body: { error: 'Too short' } });
		expect((await reply(message)).text).toMatch(/^Your voice could not be cloned/);
	});
});

describe('the example with a webhook', () => {
	const post = async (key = callerKey, file = clip) => {
		const body = new FormData();
		for (const [name, value] of [
			['name', 'Anna'],
			['phone', '+15550100010'],
		] as const) {
			body.append(name, value);
		}
		body.append('clip', file);
		const response = await fetch(`${n8n.server.url}/webhook/clone-and-call`, {
			method: 'POST',
			headers: { 'x-api-key': key },
			body,
		});
		return { status: response.status, text: await response.text() };
	};

	test('keeps the caller waiting until the transcript is there', async () => {
		const answer = post();
		await until('a look at the call', async () =>
			(await simulator.requests()).find(({ path }) => path.startsWith('/dials/')),
		);
		await simulator.advance(60_000);
		const { status, text } = await answer;
		const [call] = await simulator.calls();
		const [voice] = await newVoices(simulator);
		expect(status).toBe(200);
		expect(JSON.parse(text)).toEqual({
			callId: call?.dial.id,
			voiceId: voice?.id,
			status: 'completed',
			finished: true,
			transcript: call?.dial.transcript?.map(({ speaker, text, startTimeMs, endTimeMs }) => ({
				speaker,
				text,
				startTimeMs,
				endTimeMs,
			})),
		});
		expect(call?.request).toMatchObject({ aiVoiceId: voice?.id });
	});

	test('responds with what went wrong', async () => {
		const { status, text } = await post(callerKey, notAudio);
		expect([status, JSON.parse(text)]).toEqual([
			422,
			{ error: expect.stringContaining('not audio') },
		]);
	});

	test('does nothing for somebody without the key', async () => {
		expect((await post('wrong')).status).toBe(403);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('the example with a folder', () => {
	test('clones every clip once, and lists all of them every night', async () => {
		const clips = join(n8n.home.files, 'clips');
		await mkdir(clips);
		await cp(join(fixtures, 'clip.mp3'), join(clips, 'Anna.mp3'));
		await cp(join(fixtures, 'clip.wav'), join(clips, 'Ben.v2.wav'));
		await cp(join(fixtures, 'clip.txt'), join(clips, 'Cid.mp3'));
		const first = await n8n.run('folder', 'Every night');
		const table = await readFile(join(n8n.home.files, 'voices.csv'), 'utf8');
		const second = await n8n.run('folder', 'Every night');
		expect([first.error, second.error]).toEqual([undefined, undefined]);

		const voices = await newVoices(simulator);
		expect(voices.map(({ name }) => name).sort()).toEqual(['Anna', 'Ben.v2']);
		expect(await clones()).toHaveLength(2);
		const idOf = (name: string) => voices.find((voice) => voice.name === name)?.id;
		const rows = table.trim().split('\n').sort();
		expect(rows).toEqual([
			`Anna.mp3,Anna,${idOf('Anna')},`,
			`Ben.v2.wav,Ben.v2,${idOf('Ben.v2')},`,
			expect.stringMatching(/^Cid\.mp3,,,.*not audio/),
			expect.stringContaining('clip,name,voiceId,error'),
		]);
		expect(await readFile(join(n8n.home.files, 'voices.csv'), 'utf8')).toBe(table);
	});
});

describe('the example with inbound calls', () => {
	test('tells the agent who calls, and that it knows nobody of another number', async () => {
		await n8n.publish(['inbound']);
		for (const [sourceNumber, variables] of [
			['+18005550100', { first_name: 'Anna', plan: 'Premium' }],
			['+18005550199', { first_name: 'there', plan: 'none' }],
		] as const) {
			const outcome = await simulator.inboundCall({ agentId, sourceNumber });
			expect(outcome).toMatchObject({ inTime: true, usedAnswer: true, whyNot: null });
			expect(JSON.parse(outcome.answer ?? '')).toEqual({
				call_agent_input: variables,
				keywords: [variables.first_name],
			});
		}
	});
});

describe('the example with a table of people', () => {
	const manual = 'When clicking Execute workflow';
	const numberOf = (index: number) => `+1 555-010-00${10 + index}`;

	test('calls ten people once, to the end, and writes down what came of it', async () => {
		const rows = Array.from({ length: 10 }, (_, index) => ({
			name: `Person ${index}`,
			phone: numberOf(index),
		}));
		const others = [
			{ name: 'The same number', phone: numberOf(0) },
			{ name: 'Called before', phone: '+15550100099', status: 'completed' },
			{ name: 'No country code', phone: '5550100098' },
		];
		await people.add([...rows, ...others]);
		await simulator.settings({ clock: 'real' });
		await simulator.planCalls({ ringingMs: 50, talkingMs: 500 });
		await simulator.planCalls({ toNumber: '+15550100013', outcome: 'busy', ringingMs: 50 });
		const first = await n8n.run('people', manual);
		const table = await people.rows();
		const second = await n8n.run('people', manual);
		expect([first.error, second.error]).toEqual([undefined, undefined]);

		expect(first.runs('How far is it?').length).toBeGreaterThan(1);
		expect(first.output('Over?')[0]?.[0]?.json).toMatchObject({ status: 'COMPLETE' });
		const calls = await simulator.calls();
		expect(calls.map(({ request }) => request)).toEqual(
			rows.map(({ name, phone }) =>
				expect.objectContaining({
					callAgentId: agentId,
					toNumber: phone.replace(/[ -]/g, ''),
					callAgentInput: { name, phone },
				}),
			),
		);
		const completed = {
			status: 'completed',
			result: 'COUNTERPARTY_HANGUP',
			transcript: expect.stringMatching(/^AI: Hello/),
		};
		const busy = { status: 'busy', result: 'BUSY', transcript: '' };
		expect(table).toMatchObject([
			...rows.map((row, index) => ({ ...row, ...(index === 3 ? busy : completed) })),
			{ ...others[0], ...completed },
			{ ...others[1], transcript: null },
			{ ...others[2], status: null },
		]);
		expect(await people.rows()).toEqual(table);
	});
});

describe('the example with an evaluation', () => {
	/** Runs it, and the evaluation on the simulator's clock. */
	const run = async () => {
		const execution = n8n.run('release', 'When clicking Execute workflow');
		await until('the evaluation', async () =>
			(await simulator.requests()).find(({ path }) => path.endsWith('/runs')),
		);
		await simulator.advance(10_000);
		const ended = await execution;
		expect(ended.error).toBeUndefined();
		const agent = (await simulator.agents()).find(({ id }) => id === agentId);
		return { ended, prompt: agent?.defaultVersionedPromptId };
	};

	test('has the agent use a prompt version that passes', async () => {
		const { ended, prompt } = await run();
		const version = ended.output('Create the prompt version')[0]?.[0]?.json;
		expect(prompt).toBe(version?.id);
		expect(ended.output('Release it')[0]?.[0]?.json).toMatchObject({
			defaultVersionedPromptId: prompt,
		});
		expect(ended.runs('Get what failed')).toEqual([]);
	});

	test('leaves the agent its prompt otherwise, and says what failed and why', async () => {
		const before = (await simulator.agents()).find(({ id }) => id === agentId);
		const path = `/eval_configs/${seedId('eval config 1')}/records`;
		const record = { recordType: 'PROMPT', name: 'Angry caller', systemPrompt: 'Fail' };
		await callWithJson(simulator, 'POST', path, record);
		const { ended, prompt } = await run();
		expect(prompt).toBe(before?.defaultVersionedPromptId);
		expect(ended.output('Say why')[0]?.map(({ json }) => json)).toEqual([
			{ record: 'Angry caller', reasons: 'Impolite' },
		]);
		expect(ended.runs('Release it')).toEqual([]);
	});
});
