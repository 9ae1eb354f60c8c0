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
			'a list that an expression gives',
			{ linkedFunctionDefinitionIds: '={{ [] }}' },
			{ linkedFunctionDefinitionIds: [] },
		],
		['an object that an expression gives', { metadata: '={{ ({}) }}' }, { metadata: {} }],
	])('%s', async (_, fields, changes) => {
		expect(await changesOf(fields)).toEqual(changes);
	});

	test('by a function, its start messages', async () => {
		const updateFields = { lifecycleMessages: '', allowedNumbers: '' };
		const parameters = { functionId: seeded.function, updateFields };
		const { output } = await runNode(operating(simulator, ['function', 'update'], parameters));
		expect(await bodiesTo(simulator, 'PUT')).toEqual([
			{ allowedNumbers: [], lifecycleMessages: { started: [] } },
		]);
		expect(output[0]?.json).toMatchObject({ allowedNumbers: [] });
	});
});

describe('there is nothing to update', () => {
	test.each<[string, [string, string], INodeParameters]>([
		['of an agent', ['agent', 'update'], { agentId: chosen(known.agent) }],
		['of a function', ['function', 'update'], { functionId: seeded.function }],
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
		['"Extractor" is empty', { callAgentExtractorId: chosen(' ') }],
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
		['Linked Function IDs', 'linkedFunctionDefinitionIds'],
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
	const changing = (updateFields: INodeParameters) =>
		operating(simulator, ['function', 'update'], { functionId: seeded.function, updateFields });

	test('stay, as all else does, where the user does not change them', async () => {
		await runNode(changing({ name: 'to_reception' }));
		expect(await bodiesTo(simulator, 'PUT')).toEqual([
			{
				name: 'to_reception',
				description: 'Puts the caller through to the front desk',
				type: 'transfer',
				allowedNumbers: [{ number: '+15550100002' }],
				lifecycleMessages: { started: ['I will put you through.'] },
			},
		]);
	});

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
