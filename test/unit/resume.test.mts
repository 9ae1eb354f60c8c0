import { describe, expect, test } from '@jest/globals';
import type { IWebhookFunctions } from 'n8n-workflow';

import { resume } from '../../nodes/Vogent/resources/call/resume.ts';

const parked = [{ json: { dialId: 'a call', sessionId: 'a session', timedOut: true } }];

const credentialWith = (values: object) =>
	Promise.resolve({ apiKey: 'key', baseUrl: 'http://127.0.0.1:9/api', ...values });

/** A webhook of a parked execution in which all is well, but for the changes. */
function webhookOf(changes: Record<string, unknown>): IWebhookFunctions {
	const context = {
		getCredentials: () => credentialWith({ webhookSigningSecret: '' }),
		getNodeParameter: () => 'callEnded',
		evaluateExpression: () => parked,
		getNode: () => ({ name: 'Vogent', type: 'n8n-nodes-vogent.vogent', typeVersion: 1 }),
		logger: { debug: () => undefined, error: () => undefined },
		helpers: {},
		...changes,
	};
	return context as unknown as IWebhookFunctions;
}

const thrower = (message: string) => () => {
	throw new Error(message);
};

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
		['n8n has no way to send requests', {}],
	])('where %s', async (_, changes: Record<string, () => unknown>) => {
		const context = webhookOf(changes);
		expect(await resume(context)).toEqual({ webhookResponse: { waiting: true } });
	});
});

test('a signing secret that comes to nothing refuses every event: no call is looked at, and it is logged', async () => {
	const looks: unknown[] = [];
	const logged: string[] = [];
	const answered: unknown[] = [];
	const response = {
		status: (code: number) => {
			answered.push(code);
			return { json: () => undefined };
		},
	};
	const context = webhookOf({
		getCredentials: () => credentialWith({}),
		getResponseObject: () => response,
		helpers: { httpRequestWithAuthentication: () => looks.push('a look') },
		logger: { debug: () => undefined, error: (line: string) => logged.push(line) },
	});
	expect(await resume(context)).toEqual({ noWebhookResponse: true });
	expect(answered).toEqual([401]);
	expect(looks).toEqual([]);
	expect(logged).toEqual([
		expect.stringMatching(/a webhook request was refused: .*signing secret/),
	]);
});

describe('where all calls are ready', () => {
	const ready = (dialId: string) => {
		const dial = { id: dialId, status: 'completed', durationSeconds: 20 };
		const answer = { statusCode: 200, headers: {}, body: JSON.stringify(dial) };
		const items = [{ json: { error: 'not called' } }, { json: { dialId } }];
		return {
			dial,
			context: webhookOf({
				evaluateExpression: () => items,
				helpers: { httpRequestWithAuthentication: () => Promise.resolve(answer) },
			}),
		};
	};

	test('they go on in place of the items, each paired', async () => {
		const { dial, context } = ready('first call');
		expect(await resume(context)).toEqual({
			webhookResponse: { waiting: false },
			workflowData: [
				[
					{ json: { error: 'not called' }, pairedItem: { item: 0 } },
					{ json: dial, pairedItem: { item: 1 } },
				],
			],
		});
	});

	test('two events at the same moment let them go on once', async () => {
		const { context } = ready('second call');
		const answers = await Promise.all([resume(context), resume(context)]);
		expect(answers.map(({ workflowData }) => workflowData === undefined).sort()).toEqual([
			false,
			true,
		]);
	});
});
