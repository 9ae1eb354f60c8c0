import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, jest, test } from '@jest/globals';

// Starting a process can take seconds on a busy machine.
jest.setTimeout(60_000);

/** Answers GET /voices with this operation, in a Node of its own: jest cannot load openapi-backend. */
async function answerWith(operations: string): Promise<{ status: number; body: string }> {
	const script = `
		import { Api } from './api.mts';
		import { Bytes } from './operation.mts';
		import { State } from './state.mts';
		const api = await Api.load('key', ${operations});
		const answer = await api.answer(new State(), {
			method: 'GET', url: '/api/voices', query: {}, bytesReceived: 0, parts: null,
			headers: { authorization: 'Bearer key' },
		});
		console.log(JSON.stringify(answer));
	`;
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--input-type=module', '--eval', script],
		{ cwd: import.meta.dirname },
	);
	return JSON.parse(stdout) as { status: number; body: string };
}

test.each([
	['a missing field', '{ voices: [] }', "request must have required property 'cursor'"],
	['a wrong type', '{ voices: {}, cursor: null }', '/voices must be array'],
	[
		'a value not in the enum',
		"{ voices: [{ id: '', name: '', voiceType: '', voiceTier: '', description: '' }], cursor: '' }",
		'/voices/0/voiceTier must be equal to one of the allowed values (["STANDARD","PREMIUM"])',
	],
])('an answer of the simulator with %s is a 500 that names it', async (_, answer, error) => {
	const { status, body } = await answerWith(`{ listVoices: () => (${answer}) }`);
	expect(status).toBe(500);
	expect(JSON.parse(body)).toEqual({
		message: "The simulator's own answer to listVoices breaks the contract",
		errors: [error],
	});
});

test('an answer with more fields than the contract has is fine', async () => {
	const answer = await answerWith('{ listVoices: () => ({ voices: [], cursor: null, total: 0 }) }');
	expect(answer.status).toBe(200);
});

test('an answer of the simulator with bytes where JSON belongs is a 500 too', async () => {
	const bytes = "{ listVoices: () => new Bytes('audio/wav', Buffer.from('RIFF')) }";
	const { status, body } = await answerWith(bytes);
	expect(status).toBe(500);
	expect(body).toContain('It must be application/json, not audio/wav');
});

test('an operation that fails is a 500 with the reason', async () => {
	const { status, body } = await answerWith("{ listVoices() { throw new Error('Oh no') } }");
	expect(status).toBe(500);
	expect(body).toContain('The simulator failed: Oh no');
});

test('an operation that the contract does not have is not taken', async () => {
	await expect(answerWith('{ deleteVoice: () => ({}) }')).rejects.toThrow(
		'The contract has no operation deleteVoice',
	);
});
