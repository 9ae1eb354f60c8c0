import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, type Execution } from './support/execution.mts';
import { bodiesTo, chosen, operating, seeded, sentTo } from './support/operate.mts';

/** What the fields of Update become: all that the user has added, empty or not, and nothing else. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));

const updating = (updateFields: INodeParameters): Execution =>
	operating(simulator, ['agent', 'update'], { agentId: chosen(known.agent), updateFields });

/** A function, changed as `updateFields` say. */
const changing = (updateFields: INodeParameters, functionId = seeded.function): Execution =>
	operating(simulator, ['function', 'update'], { functionId: chosen(functionId), updateFields });

/** What is sent, whatever the service thinks of it. */
async function changesOf(updateFields: INodeParameters): Promise<unknown> {
	await simulator.plan({ method: 'PUT', path: '/agents/{id}', body: { id: known.agent } });
	await runNode(updating(updateFields));
	const bodies = await bodiesTo(simulator, 'PUT');
	expect(bodies).toHaveLength(1);
	return bodies[0];
}

describe('what is added is sent, also where it is empty', () => {
	test.each<[string, INodeParameters, object]>([
		[
			'a list without rows',
			{ linkedFunctionDefinitionInputs: { functions: [] } },
			{ linkedFunctionDefinitionInputs: [] },
		],
		[
			'an extractor, to switch it off',
			{ callAgentExtractorId: chosen(' ') },
			{ callAgentExtractorId: '' },
		],
		['an object that an expression gives', { metadata: '={{ ({}) }}' }, { metadata: {} }],
	])('%s', async (_, fields, changes) => {
		expect(await changesOf(fields)).toEqual(changes);
	});

	test('by a function, its waiting messages; the other messages stay', async () => {
		const updateFields = {
			waiting: '',
			allowedNumbers: '',
		};
		await runNode(changing(updateFields, seeded.apiFunction));
		expect(await bodiesTo(simulator, 'PUT')).toEqual([
			expect.objectContaining({
				allowedNumbers: [],
				lifecycleMessages: { started: [], waiting: [], awaitSpeech: false },
			}),
		]);
	});
});

describe('there is nothing to update', () => {
	test.each<[string, [string, string], INodeParameters]>([
		['of an agent', ['agent', 'update'], { agentId: chosen(known.agent) }],
		['of a function', ['function', 'update'], { functionId: chosen(seeded.function) }],
		[
			'where Other Fields hold nothing',
			['agent', 'update'],
			{ agentId: chosen(known.agent), updateFields: { otherFields: ' {} ' } },
		],
		[
			'where a group has no members',
			['agent', 'update'],
			{ agentId: chosen(known.agent), updateFields: { openingLine: {} } },
		],
	])('%s: nothing is sent', async (_, place, parameters) => {
		const error = await errorOf(operating(simulator, place, parameters));
		expect(error.message).toBe('There is nothing to update [item 0]');
		expect(error.description).toBe('Add one of the "Update Fields".');
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('what cannot be empty', () => {
	test.each<[string, INodeParameters]>([
		['"Name" is empty', { name: '' }],
		['"Voice" is empty', { defaultVoiceId: chosen('') }],
		['"Background Noise" is empty', { backgroundNoiseType: '={{ "" }}' }],
		['"Metadata (JSON)" is empty', { metadata: ' ' }],
		[
			'The expression in "Prompt Version" gives nothing',
			{ defaultVersionedPromptId: chosen('={{ $json.missing }}') },
		],
		['"Max Duration (Seconds)" must be a whole number of 1 or more', { maxDurationSeconds: 0 }],
		['"Voice Volume" must be a whole number from -300 to 300', { voiceVolumeLevel: '={{ "" }}' }],
	])('%s, and nothing is sent', async (message, fields) => {
		expect((await errorOf(updating(fields))).message).toBe(`${message} [item 0]`);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('an expression that gives nothing does not empty what the service has', () => {
	test.each([
		['Inbound Webhook URL', 'inboundWebhookUrl'],
		['Fill Empty Variables', 'fillEmptyStringVariables'],
		['Extractor', 'callAgentExtractorId'],
		['Metadata (JSON)', 'metadata'],
		['Voice Volume', 'voiceVolumeLevel'],
		['Background Noise', 'backgroundNoiseType'],
	])('in "%s"', async (label, name) => {
		for (const nothing of ['={{ $json.missing }}', '={{ null }}']) {
			const error = await errorOf(updating({ language: 'en', [name]: nothing }));
			expect(error.message).toBe(`The expression in "${label}" gives nothing [item 0]`);
		}
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('Other Fields', () => {
	test('go over what is added, and are enough by themselves', async () => {
		const otherFields = '{ "language": null, "silenceHangupConfiguration": { "type": "x" } }';
		expect(await changesOf({ language: 'en', otherFields })).toEqual({
			language: null,
			silenceHangupConfiguration: { type: 'x' },
		});
	});
});

describe('the allowed numbers of a function', () => {
	test('that are none are all told, before anything is sent', async () => {
		const allowedNumbers = '+15550100003, 0800, +1 call, +15550100004';
		const error = await errorOf(changing({ allowedNumbers }));
		expect(error.message).toBe('"Allowed Numbers" has 2 invalid phone numbers [item 0]');
		expect(error.description).toMatch(/^0800, \+1 call\. Write it with/);
		expect(await simulator.requests()).toEqual([]);
	});

	test('are not wiped where they cannot be read', async () => {
		const failing = [{ status: 403 }, { body: {} }, { body: '<html></html>' }];
		for (const answer of failing) {
			await simulator.plan({ method: 'GET', path: '/functions/{id}', ...answer });
			await errorOf(changing({ name: 'to_reception' }));
		}
		expect(await sentTo(simulator, 'PUT')).toEqual([]);
	});
});

describe('the headers of a function', () => {
	const secret = 'a secret of the function';
	const masked = [{ key: 'X-Api-Key', value: '********' }];
	const updating = (updateFields: INodeParameters) => changing(updateFields, seeded.apiFunction);

	test.each<[string, INodeParameters]>([
		['get', {}],
		['getAll', {}],
		['update', { updateFields: { description: 'Other' } }],
		['create', { type: 'api', apiPath: 'https://example.com' }],
	])('are hidden in what %s gives, unless the user wants them', async (operation, fields) => {
		const values = [{ key: 'X-Api-Key', value: secret }];
		for (const showHeaderValues of [true, false]) {
			const parameters = {
				functionId: chosen(seeded.apiFunction),
				name: 'a',
				description: 'b',
				headers: { values },
				...fields,
				options: { showHeaderValues },
			};
			const { output } = await runNode(operating(simulator, ['function', operation], parameters));
			expect(output.flatMap(({ json }) => json.headers ?? [])).toEqual(
				showHeaderValues ? values : masked,
			);
		}
		for (const { json } of await simulator.requests()) {
			if (json !== undefined && json !== null) expect(json).toMatchObject({ headers: values });
		}
	});

	test.each([{}, { value: '' }, { value: null }, { value: '••••' }, { value: '********' }])(
		'have to be given anew where Vogent gives %j',
		async (hidden) => {
			const now = { id: seeded.apiFunction, name: 'a', type: 'api', extra: { of: ['tomorrow'] } };
			const body = { ...now, displayName: null, headers: [{ key: 'X-Api-Key', ...hidden }] };
			await simulator.plan({ method: 'GET', path: '/functions/{id}', times: 2, body });
			await simulator.plan({ method: 'PUT', path: '/functions/{id}', body: now });
			const error = await errorOf(updating({ name: 'b' }));
			expect(error.message).toBe(
				"Vogent does not return the value of the header 'X-Api-Key', so an update would lose it [item 0]",
			);
			expect(error.description).toContain("Add 'Headers'");
			const values = [{ key: 'X-Api-Key', value: 'new' }];
			await runNode(updating({ name: 'b', headers: { values } }));
			expect(await bodiesTo(simulator, 'PUT')).toEqual([
				{ name: 'b', type: 'api', extra: now.extra, headers: values },
			]);
		},
	);

	test.each<[string, INodeParameters]>([
		['update', { updateFields: { headers: { values: masked } } }],
		['update', { updateFields: { otherFields: JSON.stringify({ headers: masked }) } }],
		['create', { type: 'api', apiPath: 'https://example.com', headers: { values: masked } }],
		['create', { additionalFields: { otherFields: JSON.stringify({ headers: masked }) } }],
	])('that are hidden are not sent by %s: %j', async (operation, fields) => {
		const parameters = { functionId: chosen(seeded.apiFunction), name: 'a', description: 'b' };
		const error = await errorOf(
			operating(simulator, ['function', operation], { ...parameters, ...fields }),
		);
		expect(error.message).toBe("The value of the header 'X-Api-Key' is hidden [item 0]");
		expect(await simulator.requests()).toEqual([]);
	});
});
