import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, type Execution } from './support/execution.mts';
import { bodiesTo, chosen, operating, seeded } from './support/operate.mts';

/** What the fields of Create become: no more than the user has filled in. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));

const least = {
	name: 'Reception',
	defaultVoiceId: chosen(known.voice),
	promptName: 'First',
	aiModelId: chosen(seeded.model),
};

const creating = (
	additionalFields: INodeParameters = {},
	changes: INodeParameters = {},
): Execution =>
	operating(simulator, ['agent', 'create'], { ...least, additionalFields, ...changes });

/** What the agent was made with, besides what has to be. */
async function sentWith(additionalFields: INodeParameters): Promise<unknown> {
	await runNode(creating(additionalFields));
	const [body] = (await bodiesTo(simulator)) as [object];
	const { name, defaultVoiceId, defaultVersionedPrompt, ...rest } = body as Record<string, unknown>;
	expect({ name, defaultVoiceId }).toEqual({ name: 'Reception', defaultVoiceId: known.voice });
	expect(defaultVersionedPrompt).toMatchObject({ name: 'First', aiModelId: seeded.model });
	return rest;
}

describe('what is left empty is not sent', () => {
	test('by an agent with no more than it needs', async () => {
		expect(await sentWith({})).toEqual({});
		const [body] = (await bodiesTo(simulator)) as [{ defaultVersionedPrompt: object }];
		expect(body.defaultVersionedPrompt).toEqual({
			aiModelId: seeded.model,
			agentType: 'STANDARD',
			name: 'First',
		});
	});

	test('of the fields that were added and not filled in', async () => {
		const empty = {
			inboundWebhookUrl: '',
			language: '',
			linkedFunctionDefinitionInputs: {},
			silenceHangupConfiguration: {},
			utteranceDetectorConfig: {},
			voiceOptionValues: {},
			metadata: '',
			maxDurationSeconds: '',
			modelOptionValues: {},
			otherFields: '{}',
		};
		expect(await sentWith(empty)).toEqual({});
	});

	test('but a switch that is off, a 0 and an object of nothing are values', async () => {
		const values = { fillEmptyStringVariables: false, voiceVolumeLevel: 0, metadata: '{}' };
		expect(await sentWith(values)).toEqual({
			fillEmptyStringVariables: false,
			voiceVolumeLevel: 0,
			metadata: {},
		});
	});

	test('by a function without numbers, but for the list that the API wants', async () => {
		const parameters = { name: 'to_desk', description: 'Transfers' };
		await runNode(operating(simulator, ['function', 'create'], parameters));
		expect(await bodiesTo(simulator)).toEqual([
			{
				name: 'to_desk',
				description: 'Transfers',
				type: 'transfer',
				allowedNumbers: [],
				allowAnyNumber: false,
			},
		]);
	});

	test('by a record of an evaluation: only what belongs to its kind', async () => {
		const both = {
			evalConfigId: chosen(seeded.evalConfig),
			dialId: 'a-call',
			name: 'Angry caller',
			systemPrompt: 'You are angry.',
			maxTurns: 0,
		};
		for (const recordType of ['DIAL', '={{ "PROMPT" }}']) {
			await simulator.plan({ path: '/eval_configs/{id}/records', body: { id: 'r' } });
			await runNode(operating(simulator, ['evaluation', 'addRecord'], { ...both, recordType }));
		}
		expect(await bodiesTo(simulator)).toEqual([
			{ recordType: 'DIAL', dialId: 'a-call' },
			{ recordType: 'PROMPT', name: 'Angry caller', systemPrompt: 'You are angry.' },
		]);
	});
});

describe('a field that has to be filled in', () => {
	const needed: Array<[[string, string], string, INodeParameters]> = [
		[['agent', 'create'], '"Name" is empty', { ...least, name: ' \n' }],
		[['agent', 'create'], '"Voice" is empty', { ...least, defaultVoiceId: chosen('') }],
		[
			['extractor', 'create'],
			'"JSON Schema" is empty',
			{ agentId: chosen(known.agent), name: 'x' },
		],
		[['function', 'delete'], '"Function" is empty', {}],
		[
			['phoneNumber', 'createSipUsername'],
			'"Password" is empty',
			{ sipPrefix: 'a', username: 'abcde', password: '={{ $json.missing }}' },
		],
		[
			['phoneNumber', 'createSipUsername'],
			"'Username' must have at least 5 characters",
			{ sipPrefix: 'a', username: 'abcd', password: 'abcde' },
		],
		[
			['evaluation', 'addRecord'],
			'"System Prompt" is empty',
			{ evalConfigId: chosen('a'), recordType: 'PROMPT', name: 'x' },
		],
	];

	test.each(needed)('%j: %s, and nothing is sent', async (place, message, parameters) => {
		const error = await errorOf(operating(simulator, place, parameters));
		expect(error).toMatchObject({ name: 'NodeOperationError', message: `${message} [item 0]` });
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('Other Fields', () => {
	test('go over the fields above, and take what the node does not know', async () => {
		const metadata = { from: 'other' };
		const otherFields = JSON.stringify({ metadata, language: 'de', newField: [1, null] });
		await simulator.plan({ path: '/agents', body: { id: 'a' } });
		expect(await sentWith({ language: 'en', metadata: '{ "a": 1 }', otherFields })).toEqual({
			language: 'de',
			metadata,
			newField: [1, null],
		});
	});

	test('rename what is created: the error of a lost answer looks for that name', async () => {
		await simulator.plan({ method: 'POST', path: '/agents', processFirst: true, status: 500 });
		const error = await errorOf(creating({ otherFields: '{ "name": "Front desk" }' }));
		const agent = (await simulator.agents()).find(({ name }) => name === 'Front desk');
		expect(error.description).toContain(`under the name "Front desk": ${agent?.id}`);
	});
});

test('an expression may give numbers, switches and lists in any form that tells what they are', async () => {
	expect(
		await sentWith({
			maxDurationSeconds: '={{ "600" }}',
			fillEmptyStringVariables: '={{ "true" }}',
			transcriberParams: { values: { keywords: '={{ [" Vogent ", null, "", 7] }}' } },
			language: '={{ 7 }}',
		}),
	).toEqual({
		maxDurationSeconds: 600,
		fillEmptyStringVariables: true,
		transcriberParams: { type: 'deepgram', keywords: ['Vogent', '7'] },
		language: '7',
	});
});
