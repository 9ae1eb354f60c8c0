import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { N8nHome } from '../n8n/home.mts';
import type { N8nServer } from '../n8n/server.mts';
import type { Simulator } from '../simulator/client.mts';
import { seedId } from '../simulator/seed-id.mts';
import { createInstance, type Instance } from './support/instance.mts';
import { publish, signIn, type Session } from './support/session.mts';
import { launchTelegram, type Telegram } from './support/telegram.mts';
import { until } from './support/until.mts';
import { fillIn } from './support/visitor.mts';
import { newVoices } from './support/voices.mts';
import { example, fixtures } from './support/workflows.mts';

jest.setTimeout(120_000);

const agentId = seedId('agent 1');
const callerKey = 'key-of-a-test';
const consent = ['I agree'];
const chosen = (value: string) => ({ __rl: true, mode: 'list', value });
const calling: INodeParameters = {
	callAgentId: chosen(agentId),
	fromNumberId: chosen(seedId('phone number 1')),
};

let instance: Instance;
let simulator: Simulator;
let home: N8nHome;
let server: N8nServer;
let session: Session;
let telegram: Telegram;
let clip: File;
let notAudio: File;

beforeAll(async () => {
	clip = new File([new Uint8Array(await readFile(join(fixtures, 'clip.mp3')))], 'anna.mp3', {
		type: 'audio/mpeg',
	});
	notAudio = new File(['%PDF-1.7 nothing to hear'], 'anna.mp3', { type: 'audio/mpeg' });
	telegram = await launchTelegram(await readFile(join(fixtures, 'formats', 'opus.ogg')));
	instance = await createInstance();
	({ simulator, home } = instance);
	const { baseUrl, accessToken } = telegram;
	const header = { name: 'X-Api-Key', value: callerKey };
	await home.importCredentials([
		{ id: 'telegram-credential', name: 'T', type: 'telegramApi', data: { baseUrl, accessToken } },
		{ id: 'header-credential', name: 'H', type: 'httpHeaderAuth', data: header },
	]);
	await home.importWorkflows([
		await example('clone-voice-from-file.json', 'file', {
			'Read the clip': { fileSelector: join(fixtures, 'clip.wav') },
		}),
		await example('clone-voice-from-form.json', 'form'),
		await example('clone-and-call-from-form.json', 'form-call', { 'Call the visitor': calling }),
		await example('clone-from-telegram-voice.json', 'telegram'),
		await example('clone-call-wait-respond.json', 'wait', {
			'Call and wait for the transcript': calling,
		}),
		await example('nightly-folder-of-clips.json', 'folder', {
			'Read the clips': { fileSelector: join(home.files, 'clips', '*.{wav,mp3}') },
			'Write the table': { fileName: join(home.files, 'voices.csv') },
		}),
		await example('answer-inbound-call.json', 'inbound', {
			'Inbound call': { callAgentId: chosen(agentId) },
		}),
	]);
	server = await home.start();
	session = await signIn(server.url);
	await publish(server, session, ['form', 'form-call', 'telegram', 'wait', 'folder', 'inbound']);
});
afterEach(async () => {
	await simulator.reset();
	telegram.requests.length = 0;
});
afterAll(async () => {
	await instance.remove();
	await telegram.stop();
});

/** The workflow's execution after the one with this number, once it has ended. */
async function executionAfter(workflowId: string, number: number) {
	return await until('the execution', async () => {
		const execution = await home.lastExecution(workflowId);
		return execution.id > number && execution.status !== 'waiting' ? execution : undefined;
	});
}

/** Runs a workflow from its first node, as the editor's button does. */
async function run(workflowId: string, startNode: string, after = 0) {
	const triggerToStartFrom = { name: startNode };
	await session.post(`/rest/workflows/${workflowId}/run`, { triggerToStartFrom });
	return await executionAfter(workflowId, after);
}

const clones = async () =>
	(await simulator.requests()).filter(({ path }) => path === '/voices/clone');

describe('the example with a file', () => {
	test('makes one voice, however often it is run', async () => {
		const first = await run('file', 'When clicking Execute workflow');
		const second = await run('file', 'When clicking Execute workflow', first.id);
		const [voice, ...others] = await newVoices(simulator);
		expect(others).toEqual([]);
		expect([first.error, second.error]).toEqual([undefined, undefined]);
		for (const { output } of [first, second]) {
			expect(output('Clone the voice')[0]?.[0]?.json).toEqual(voice);
		}
	});
});

describe('the example with a form for the own team', () => {
	const visit = async (name: string) =>
		await fillIn(`${server.url}/form/form-form`, {
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
		const execution = await home.lastExecution('form');
		expect(execution.runs('Clone the voice')[0]?.hints).toEqual([
			expect.objectContaining({ message: expect.stringContaining('Their only one, "Clip') }),
		]);
		expect(await visit('Support line')).toMatchObject({
			heading: 'The voice was not cloned',
			text: expect.stringContaining('has a voice named'),
		});
		expect(await clones()).toHaveLength(1);
	});
});

describe('the example with a form and a call', () => {
	const visit = async (values: { phone?: string; file?: File; boxes?: string[] }) =>
		await fillIn(`${server.url}/form/form-call-form`, {
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
		await simulator.plan({ path: '/voices/clone', status: 400, json: { error: 'Too short' } });
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
		await simulator.plan({ path: '/voices/clone', status: 400, json: { error: 'Too short' } });
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
		const response = await fetch(`${server.url}/webhook/clone-and-call`, {
			method: 'POST',
			headers: { 'x-api-key': key },
			body,
		});
		return { status: response.status, text: await response.text() };
	};

	test('keeps the caller waiting until the transcript is there', async () => {
		const answer = post();
		await until('parking', async () => {
			const execution = await home.lastExecution('wait');
			return execution.status === 'waiting' ? true : undefined;
		});
		await simulator.advance(60_000);
		const { status, text } = await answer;
		const [call] = await simulator.calls();
		const [voice] = await newVoices(simulator);
		expect(status).toBe(200);
		expect(JSON.parse(text)).toEqual({
			callId: call?.dial.id,
			voiceId: voice?.id,
			status: 'completed',
			timedOut: false,
			transcript: call?.dial.transcript,
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
		const clips = join(home.files, 'clips');
		await mkdir(clips);
		await cp(join(fixtures, 'clip.mp3'), join(clips, 'Anna.mp3'));
		await cp(join(fixtures, 'clip.wav'), join(clips, 'Ben.v2.wav'));
		await cp(join(fixtures, 'clip.txt'), join(clips, 'Cid.mp3'));
		const first = await run('folder', 'Every night');
		const table = await readFile(join(home.files, 'voices.csv'), 'utf8');
		const second = await run('folder', 'Every night', first.id);
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
		expect(await readFile(join(home.files, 'voices.csv'), 'utf8')).toBe(table);
	});
});

describe('the example with inbound calls', () => {
	test.each([
		['somebody it knows', '+18005550100', { first_name: 'Anna', plan: 'Premium' }],
		['anybody else', '+18005550199', { first_name: 'there', plan: 'none' }],
	])('tells the agent who calls: %s', async (_, sourceNumber, variables) => {
		const outcome = await simulator.inboundCall({ agentId, sourceNumber });
		expect(outcome).toMatchObject({ inTime: true, usedAnswer: true, whyNot: null });
		expect(JSON.parse(outcome.answer ?? '')).toEqual({
			call_agent_input: variables,
			keywords: [variables.first_name],
		});
	});
});
