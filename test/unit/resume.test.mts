import { createHmac } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { resume } from '../../nodes/Vogent/resources/call/wait/resume.ts';

const SECRET = 'a signing secret';
const HANDLED = { noWebhookResponse: true };

beforeEach(() => {
	jest.useFakeTimers();
	// Node's own does not go by the clock of a test.
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
		const controller = new AbortController();
		setTimeout(() => controller.abort(), milliseconds);
		return controller.signal;
	});
});
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

/** The body of an answer, as n8n hands it on. */
async function* bodyOf(json: object): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(Buffer.from(JSON.stringify(json)));
}

let executions = 0;

/** An execution that waits for calls, which are all under way. */
class Parked {
	/** The calls as the service has them; one that is missing cannot be looked up. */
	readonly dials = new Map<string, IDataObject>();
	/** The calls that were looked up, in order. */
	readonly lookUps: string[] = [];
	readonly answers: unknown[] = [];
	credentialsRead = 0;
	signingSecret = '';
	/** When n8n lets it go on by itself. */
	waitUntil = Date.now() + 3_600_000;
	target = 'callEnded';
	simplify: unknown = false;
	isStopped = false;
	changes: Record<string, unknown> = {};

	private readonly id = String(executions++);

	readonly items: Array<{ json: IDataObject }>;

	constructor(calls = 1) {
		this.items = Array.from({ length: calls }, (_, call) => ({
			json: { dialId: `${this.id}-${call}`, finished: false },
		}));
		for (let call = 0; call < calls; call++) this.set(call, { status: 'in-progress' });
	}

	set(call: number, dial: IDataObject): void {
		const id = `${this.id}-${call}`;
		this.dials.set(id, { id, ...dial });
	}

	end(call: number, dial: IDataObject = {}): void {
		this.set(call, { status: 'completed', durationSeconds: 20, ...dial });
	}

	/** What an event leads to. */
	async event({ signature = '' } = {}): Promise<IWebhookResponseData> {
		const request = {
			headers: { 'x-elto-signature': signature },
			rawBody: Buffer.from('{}'),
			readRawBody: () => Promise.resolve(),
		};
		const context = {
			getCredentials: () => {
				this.credentialsRead++;
				const { signingSecret: webhookSigningSecret } = this;
				return Promise.resolve({
					apiKey: 'key',
					baseUrl: 'http://127.0.0.1:9/api',
					webhookSigningSecret,
				});
			},
			getExecutionId: () => this.id,
			getNodeParameter: (name: string) => (name === 'simplify' ? this.simplify : this.target),
			evaluateExpression: (expression: string) =>
				expression.includes('$input') ? this.items : this.waitUntil,
			getNode: () => ({ id: '1', name: 'Vogent', type: 'n8n-nodes-vogent.vogent', typeVersion: 1 }),
			getRequestObject: () => request,
			getResponseObject: () => ({
				status: (status: number) => ({
					json: (body: object) => this.answers.push({ status, body }),
				}),
			}),
			logger: { debug: () => undefined, warn: () => undefined, error: () => undefined },
			helpers: {
				httpRequest: () => Promise.resolve({ statusCode: this.isStopped ? 409 : 404 }),
				httpRequestWithAuthentication: (_: string, { url }: { url: string }) => {
					const id = url.split('/').pop() ?? '';
					this.lookUps.push(id);
					const dial = this.dials.get(id);
					return Promise.resolve({
						statusCode: dial === undefined ? 404 : 200,
						headers: {},
						body: bodyOf(dial ?? {}),
					});
				},
			},
			...this.changes,
		};
		return await resume(context as unknown as IWebhookFunctions);
	}

	/** So many events at the same moment. */
	events(count: number): Array<Promise<IWebhookResponseData>> {
		return Array.from({ length: count }, async () => await this.event());
	}
}

const after = async (milliseconds: number) => await jest.advanceTimersByTimeAsync(milliseconds);

/** What has come of a promise so far. */
function watched<Result>(promise: Promise<Result>): { result?: Result } {
	const seen: { result?: Result } = {};
	void promise.then((result) => (seen.result = result));
	return seen;
}

const wakeUps = (results: IWebhookResponseData[]) =>
	results.filter(({ workflowData }) => workflowData !== undefined);

const thrower = (message: string) => () => {
	throw new Error(message);
};

test('where a signing secret comes to nothing, an event changes nothing, and it is logged', async () => {
	const parked = new Parked();
	const logged: string[] = [];
	parked.end(0);
	parked.changes = {
		getCredentials: () => Promise.resolve({ apiKey: 'key', webhookSigningSecret: undefined }),
		logger: { debug: () => undefined, error: (line: string) => logged.push(line) },
	};
	expect(await parked.event()).toEqual(HANDLED);
	expect(parked.lookUps).toEqual([]);
	expect(logged).toEqual([
		expect.stringMatching(/a webhook request was refused: .*signing secret/),
	]);
});

describe('an event never ends an execution that waits', () => {
	test.each([
		['the credential is gone', { getCredentials: thrower('no credential') }],
		['n8n has no key to it', { getCredentials: () => Promise.reject(new Error('no key')) }],
		['the node has no such field', { getNodeParameter: thrower('no parameter') }],
		['somebody has changed what is waited for', { getNodeParameter: () => 'something else' }],
		['the calls cannot be read', { evaluateExpression: thrower('no data') }],
		['there are no calls', { evaluateExpression: () => [] }],
		['what is there are no calls', { evaluateExpression: () => 'nothing' }],
		['what is there has no JSON', { evaluateExpression: () => [null] }],
		['n8n has no execution', { getExecutionId: thrower('no execution') }],
		['the connection is gone', { getResponseObject: thrower('no response') }],
	])('where %s', async (_, changes: Record<string, () => unknown>) => {
		const parked = new Parked();
		parked.changes = changes;
		const seen = watched(parked.event());
		await after(1000);
		expect(seen.result).toEqual(HANDLED);
		expect(parked.lookUps).toEqual([]);
	});
});

test('an event is answered before anything else is done', () => {
	const parked = new Parked();
	parked.changes = { getCredentials: () => new Promise(() => undefined) };
	void parked.event();
	expect(parked.answers).toEqual([{ status: 200, body: { received: true } }]);
});

test.each([
	[false, { id: expect.any(String), durationSeconds: 20 }],
	[true, { dialId: expect.any(String), transcriptText: '' }],
])('calls that are ready go on in place of the items (Simplify: %j)', async (simplify, call) => {
	const parked = new Parked(1);
	const over = { dialId: 'over-before-it-was-parked', status: 'busy' };
	parked.items.unshift({ json: { error: 'not called', alreadyPlaced: true } }, { json: over });
	parked.simplify = simplify;
	parked.end(0);
	const seen = watched(parked.event());
	await after(1000);
	expect(seen.result).toEqual({
		...HANDLED,
		workflowData: [
			[
				{ json: { error: 'not called', alreadyPlaced: true }, pairedItem: { item: 0 } },
				{ json: over, pairedItem: { item: 1 } },
				{ json: expect.objectContaining(call), pairedItem: { item: 2 } },
			],
		],
	});
});

describe('many calls that end', () => {
	test('within a second take one look-up each, one reading of the credential, and one wake-up', async () => {
		const parked = new Parked(100);
		const events = [];
		for (let call = 0; call < 100; call++) {
			parked.end(call);
			events.push(parked.event());
			await after(10);
		}
		await after(1000);
		expect(wakeUps(await Promise.all(events))).toHaveLength(1);
		expect(parked.lookUps.length).toBeLessThanOrEqual(120);
		expect(parked.credentialsRead).toBe(1);
	});

	test('one long after the other take few look-ups, in whatever order, and come out as they are at last', async () => {
		const parked = new Parked(40);
		const events: Array<Promise<IWebhookResponseData>> = [];
		for (let ended = 0; ended < 40; ended++) {
			parked.end((ended * 7) % 40);
			events.push(parked.event());
			await after(5000);
			// What came later is there at the end.
			if (ended === 0) parked.end(0, { transcript: ['hello'] });
		}
		const [awake, ...others] = wakeUps(await Promise.all(events));
		expect(others).toEqual([]);
		expect(awake?.workflowData?.[0]?.map(({ json }) => json)).toEqual([...parked.dials.values()]);
		expect(parked.lookUps.length).toBeLessThanOrEqual(4 * 40);
	});
});

describe('where the credential has a signing secret', () => {
	const signature = createHmac('sha256', SECRET).update('{}').digest('hex');
	let parked: Parked;

	beforeEach(() => {
		parked = new Parked();
		parked.signingSecret = SECRET;
		parked.end(0);
	});

	test('an event without a signature, or with a wrong one, leads to no look-up', async () => {
		const events = [parked.event(), parked.event({ signature: 'f'.repeat(64) })].map(watched);
		await after(60_000);
		expect(events.map(({ result }) => result)).toEqual([HANDLED, HANDLED]);
		expect(parked.lookUps).toEqual([]);
		expect(parked.answers).toHaveLength(2);
	});

	test('a signed one among many others wakes the execution', async () => {
		const events = [...parked.events(5), parked.event({ signature }), ...parked.events(5)];
		await after(1000);
		expect(wakeUps(await Promise.all(events))).toHaveLength(1);
	});
});

describe('waking up', () => {
	test('happens once for events at the same moment, and for one that follows', async () => {
		const parked = new Parked();
		parked.end(0);
		const events = parked.events(8);
		await after(1000);
		events.push(parked.event());
		await after(1000);
		expect(wakeUps(await Promise.all(events))).toHaveLength(1);
		expect(parked.lookUps).toHaveLength(1);
	});

	test('happens again with an event 15 seconds later, where n8n could not carry it out', async () => {
		const parked = new Parked();
		parked.end(0);
		const first = parked.event();
		await after(15_000);
		const second = parked.event();
		await after(1000);
		expect(wakeUps(await Promise.all([first, second]))).toHaveLength(2);
	});
});

describe('where all calls are over, and what is waited for is missing', () => {
	const transcript = [{ speaker: 'AI', text: 'Hello' }];
	let parked: Parked;

	beforeEach(() => {
		parked = new Parked(2);
		parked.target = 'transcript';
		parked.end(0, { transcript });
		parked.end(1);
	});

	test('it is looked for again after half a minute, without another event', async () => {
		const seen = watched(parked.event());
		await after(1000);
		parked.end(1, { transcript });
		// What came meanwhile is there, too.
		parked.end(0, { transcript, recordings: [] });
		expect(seen.result).toBeUndefined();
		await after(30_000);
		expect(seen.result?.workflowData?.[0]?.map(({ json }) => json)).toEqual([
			...parked.dials.values(),
		]);
		expect(parked.lookUps).toHaveLength(4);
	});

	test('an event brings the next look forward', async () => {
		const seen = watched(parked.event());
		await after(1000);
		parked.end(1, { transcript });
		const second = watched(parked.event());
		await after(1000);
		expect(second.result).toEqual(HANDLED);
		expect(seen.result?.workflowData?.[0]).toHaveLength(2);
	});

	test('it is looked for during ten minutes, and with the next event again', async () => {
		const seen = watched(parked.event());
		await after(590_000);
		expect(seen.result).toBeUndefined();
		await after(11_000);
		expect(seen.result).toEqual(HANDLED);
		expect(parked.lookUps).toHaveLength(1 + 20);
		parked.end(1, { transcript });
		const later = watched(parked.event());
		await after(1000);
		expect(later.result?.workflowData?.[0]).toHaveLength(2);
	});

	test('it is not looked for when n8n itself lets the execution go on', async () => {
		parked.waitUntil = Date.now() + 65_000;
		const seen = watched(parked.event());
		await after(59_000);
		expect(seen.result).toBeUndefined();
		await after(1500);
		expect(seen.result).toEqual(HANDLED);
	});

	test('an execution that was stopped meanwhile does not go on', async () => {
		const seen = watched(parked.event());
		await after(1000);
		parked.end(1, { transcript });
		parked.isStopped = true;
		await after(30_000);
		expect(seen.result).toEqual(HANDLED);
	});

	test('a call that cannot be looked up at the moment is looked up again, too', async () => {
		const [, call] = [...parked.dials.keys()];
		parked.dials.delete(call ?? '');
		const seen = watched(parked.event());
		await after(1000);
		parked.end(1, { transcript });
		await after(30_000);
		expect(seen.result?.workflowData?.[0]).toHaveLength(2);
	});

	test('as long as a call is under way, an event is waited for', async () => {
		parked.set(1, { status: 'in-progress' });
		const seen = watched(parked.event());
		await after(3000);
		expect(seen.result).toEqual(HANDLED);
	});
});
