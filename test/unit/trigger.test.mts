import { describe, expect, test } from '@jest/globals';
import type { INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { findOperation } from '../../nodes/Vogent/registry.ts';
import { inboundAnswer } from '../../nodes/Vogent/calls/inboundAnswer.ts';
import { readEvent } from '../../nodes/VogentTrigger/events.ts';
import { isRepeat } from '../../nodes/VogentTrigger/repeats.ts';
import { VogentTrigger } from '../../nodes/VogentTrigger/VogentTrigger.node.ts';
import { triggerParameters } from '../component/support/trigger.mts';

describe('the public interface', () => {
	const { description } = new VogentTrigger();
	const valuesOf = (name: string) => {
		const field = description.properties.find((property) => property.name === name);
		return (field?.options ?? []).map((option) =>
			'value' in option ? option.value : (option as INodeProperties).name,
		);
	};

	test('of the trigger does not change', () => {
		expect(description).toMatchObject({
			name: 'vogentTrigger',
			displayName: 'Vogent Trigger',
			version: 1,
			group: ['trigger'],
			inputs: [],
			credentials: [{ name: 'vogentApi', required: true }],
			webhooks: [{ name: 'default', httpMethod: 'POST', path: 'webhook' }],
		});
		expect(description.usableAsTool).toBeUndefined();
		expect(valuesOf('events')).toEqual([
			'function.call',
			'dial.created',
			'dial.updated',
			'dial.extractor',
			'dial.inbound',
			'dial.recording_created',
			'dial.transcript',
		]);
		expect(valuesOf('statuses')).toEqual([
			'busy',
			'canceled',
			'completed',
			'failed',
			'in-progress',
			'no-answer',
			'queued',
			'ringing',
		]);
		expect(valuesOf('answer')).toEqual(['onReceived', 'responseNode', 'lastNode']);
		expect(valuesOf('options')).toEqual([
			'downloadRecording',
			'dropRepeats',
			'lookUpCall',
			'maxFileSize',
			'binaryPropertyName',
		]);
	});

	test('of a new trigger has no agent, and no answer but the one at once', () => {
		const notices = { urlNotice: '', secretNotice: '' };
		expect(triggerParameters()).toEqual({
			...notices,
			events: [],
			simplify: true,
			options: {},
		});
		expect(triggerParameters({ events: ['dial.inbound', 'dial.updated'] })).toEqual({
			...notices,
			events: ['dial.inbound', 'dial.updated'],
			statuses: [],
			answer: 'onReceived',
			callAgentId: { __rl: true, mode: 'list', value: '' },
			agentNotice: '',
			simplify: true,
			options: {},
		});
	});
});

test('the fields of Answer Inbound Call do not change', () => {
	const answer = findOperation('call', 'answerInbound');
	expect(answer?.worksAsTool).toBe(false);
	expect(answer?.fields.map(({ name, type }) => [name, type])).toEqual([
		['triggerNotice', 'notice'],
		['callAgentInputMode', 'options'],
		['callAgentInput', 'fixedCollection'],
		['callAgentInputJson', 'json'],
		['keywords', 'string'],
	]);
});

describe('a body', () => {
	const read = (body: string) => readEvent(Buffer.from(body));

	test('that is an event is read', () => {
		const body = { event: 'dial.created', payload: { dial_id: 'd' } };
		expect(read(JSON.stringify(body))).toEqual({
			event: { name: 'dial.created', dialId: 'd', payload: body.payload, body },
		});
	});

	test('that is a function call is read, whatever its parameters are', () => {
		for (const params of [null, 1, [], { city: 'Bern' }]) {
			const body = { dial_id: 'd', params };
			expect(read(JSON.stringify(body))).toEqual({
				event: { name: 'function.call', dialId: 'd', payload: body, body },
			});
		}
	});

	test.each([
		['', 'The body is not JSON'],
		['"dial.created"', 'The body is not an object'],
		['{}', 'The body is neither an event nor a function call'],
		['{"dial_id":"d"}', 'The body is neither an event nor a function call'],
		['{"dial_id":1,"params":{}}', 'The body is neither an event nor a function call'],
		['{"event":"","payload":{"dial_id":"d"}}', '"event" is not a text'],
		['{"event":null,"dial_id":"d","params":{}}', '"event" is not a text'],
		['{"event":"dial.created","payload":"d"}', '"payload" is not an object'],
		['{"event":"dial.created","payload":{"dial_id":""}}', '"payload.dial_id" is not a text'],
		['{"event":"dial.updated","payload":{"dial_id":"d"}}', '"payload.status" is not a text'],
	])('%s is refused', (body, error) => {
		expect(read(body)).toEqual({ refusal: { status: 400, error } });
	});

	test('is refused where it is nested more than 100 levels deep', () => {
		const nested = (levels: number) =>
			`{"dial_id":"d","params":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
		expect(read(nested(100))).toHaveProperty('event');
		const refusal = { status: 400, error: 'The body is nested too deeply' };
		expect(read(nested(102))).toEqual({ refusal });
		expect(read(nested(200_000))).toEqual({ refusal });
	});

	test('is refused where it is larger than 5 MB', () => {
		const sized = (bytes: number) => {
			const body = '{"dial_id":"d","params":""}';
			return body.replace('""', `"${'x'.repeat(bytes - body.length)}"`);
		};
		expect(read(sized(5 * 1024 * 1024))).toHaveProperty('event');
		expect(read(sized(5 * 1024 * 1024 + 1))).toEqual({
			refusal: { status: 413, error: 'The body is too large' },
		});
	});
});

describe('an answer to an inbound call', () => {
	test.each<[unknown, object]>([
		[{ call_agent_input: { a: 'b' } }, { call_agent_input: { a: 'b' } }],
		[
			{ call_agent_input: { n: 1, t: true, o: { x: [1] }, z: null } },
			{ call_agent_input: { n: '1', t: 'true', o: '{"x":[1]}', z: '' } },
		],
		[{ keywords: ' Vogent, ,Anna ' }, { keywords: ['Vogent', 'Anna'] }],
		[{ keywords: ['Vogent', 7, ''] }, { keywords: ['Vogent', '7'] }],
		[{ call_agent_input: {}, keywords: [], other: 1 }, {}],
		[{ call_agent_input: 'text', keywords: null }, {}],
		[{ message: 'words of n8n' }, {}],
		[undefined, {}],
		[[{ call_agent_input: { a: 'b' } }], {}],
	])('made of %j is %j', (given, expected) => {
		expect(inboundAnswer(given)).toEqual(expected);
	});
});

describe('a repeat', () => {
	const minute = 60_000;
	const nodeOf = (workflowId: string) =>
		({
			getWorkflow: () => ({ id: workflowId }),
			getNode: () => ({ id: 'node' }),
		}) as unknown as IWebhookFunctions;
	const body = Buffer.from('body');

	test('is one for ten minutes after the first', () => {
		const times = [0, 1, 9.9 * minute, 10 * minute, 19 * minute];
		const seen = times.map((time) => isRepeat(nodeOf('window'), body, time));
		expect(seen).toEqual([false, true, true, false, true]);
	});

	test('is none in another workflow, or with another body', () => {
		expect(isRepeat(nodeOf('one'), body, 0)).toBe(false);
		expect(isRepeat(nodeOf('two'), body, 0)).toBe(false);
		expect(isRepeat(nodeOf('one'), Buffer.from('other'), 0)).toBe(false);
	});

	test('is forgotten where 10,000 others have come since', () => {
		const node = nodeOf('full');
		for (let index = 0; index <= 10_000; index++) isRepeat(node, Buffer.from(String(index)), 0);
		expect(isRepeat(node, Buffer.from('1'), 0)).toBe(true);
		expect(isRepeat(node, Buffer.from('0'), 0)).toBe(false);
	});
});
