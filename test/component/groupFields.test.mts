import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, type Execution } from './support/execution.mts';
import { bodiesTo, chosen, operating, seeded } from './support/operate.mts';

/** Fields that belong together, rows and JSON, as an agent has them. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));

const updating = (updateFields: INodeParameters): Execution =>
	operating(simulator, ['agent', 'update'], { agentId: chosen(known.agent), updateFields });

/** What the one field that is added becomes. */
async function sentFor(name: string, value: INodeParameters[string]): Promise<unknown> {
	await simulator.plan({ method: 'PUT', path: '/agents/{id}', body: {} });
	await runNode(updating({ [name]: value }));
	const [body] = (await bodiesTo(simulator, 'PUT')) as Array<Record<string, unknown>>;
	expect(Object.keys(body ?? {})).toEqual([name]);
	return body?.[name];
}

describe('a group is one object', () => {
	test.each<[string, string, INodeParameters, object]>([
		[
			'of an opening line with no more than its words',
			'openingLine',
			{ content: 'Hello!' },
			{ lineType: 'INBOUND_OUTBOUND', content: 'Hello!' },
		],
		[
			'of an opening line that is turned off',
			'openingLine',
			{ lineType: 'NONE', content: '' },
			{ lineType: 'NONE', content: '' },
		],
		[
			'of idle messages with Vogent’s own times',
			'idleMessageConfig',
			{ messages: 'Are you there?\n\n  Hello?  ', idleDurationMilliseconds: 0, maxIdleMessages: 0 },
			{ enabled: true, messages: ['Are you there?', 'Hello?'] },
		],
		['of an endpoint detection without a mode', 'endpointDetectorConfig', {}, { type: 'SIMPLE' }],
		['of an IVR without more', 'ivrConfiguration', {}, { detectionType: 'STANDARD' }],
		['of a transcriber', 'transcriberParams', {}, { type: 'deepgram' }],
		[
			'of a silence that an expression says how to treat',
			'silenceHangupConfiguration',
			{ type: '={{ "NEW_ONE" }}', silenceDurationSeconds: 0 },
			{ type: 'NEW_ONE' },
		],
	])('%s', async (_, name, values, expected) => {
		expect(await sentFor(name, { values })).toEqual(expected);
	});
});

describe('a group with a mistake is refused before anything is sent', () => {
	const number = 'must be a whole number of';

	test.each<[string, INodeParameters, string]>([
		[
			'idleMessageConfig',
			{ idleDurationMilliseconds: 4999 },
			`Idle Messages: "Idle Time (Ms)" ${number} 5000`,
		],
		['idleMessageConfig', { maxIdleMessages: -1 }, `Idle Messages: "Max Messages" ${number} 1`],
		['endpointDetectorConfig', { mode: 'LATE' }, 'Endpoint Detection: "Mode" cannot be "LATE"'],
		['endpointDetectorConfig', { type: '' }, 'Endpoint Detection: "Type" is empty'],
		[
			'utteranceDetectorConfig',
			{ sensitivity: 'NEVER' },
			'Utterance Detection: "Sensitivity" cannot be "NEVER"',
		],
		['silenceHangupConfiguration', { type: '' }, 'Hang Up on Silence: "When" is empty'],
		['openingLine', { lineType: 'ALWAYS' }, 'Opening Line: "Calls" cannot be "ALWAYS"'],
		['openingLine', { content: '={{ ({}) }}' }, 'Opening Line: "Text" is not text'],
		[
			'ivrConfiguration',
			{ aiVoiceId: chosen('={{ $json.id }}') },
			'Phone Menus (IVR): The expression in "Voice"',
		],
		[
			'ivrConfiguration',
			{ versionedPromptId: '..' },
			'Phone Menus (IVR): "Prompt Version ID" is not an ID',
		],
		[
			'transcriberParams',
			{ keywords: '={{ [[1]] }}' },
			'Transcriber: "Keywords" is not a list of texts',
		],
	])('%s: %j', async (name, values, message) => {
		const error = await errorOf(updating({ [name]: { values } }));
		expect(error.message.startsWith(message)).toBe(true);
		if (message.includes('cannot be')) expect(error.description).toMatch(/^Use one of: \w+, /);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('rows', () => {
	test('of functions have messages of their own, or none, and rows without an ID are ignored', async () => {
		const functions = [
			{
				functionDefinitionId: chosen(` ${seeded.function} `),
				lifecycleMessagesOverride: 'Wait.\nPlease.',
			},
			{ functionDefinitionId: chosen(' '), lifecycleMessagesOverride: 'not used' },
			{ functionDefinitionId: chosen('other') },
		];
		expect(await sentFor('linkedFunctionDefinitionInputs', { functions })).toEqual([
			{
				functionDefinitionId: seeded.function,
				lifecycleMessagesOverride: { started: ['Wait.', 'Please.'] },
			},
			{ functionDefinitionId: 'other' },
		]);
	});

	test('of model options hold texts, empty ones too', async () => {
		const ids = { agentId: chosen(known.agent), versionedPromptId: chosen(seeded.prompt) };
		const options = [
			{ optionId: 'temperature', value: '={{ 0.2 }}' },
			{ optionId: 'style', value: '' },
			{ optionId: '', value: '1' },
		];
		const updateFields = { modelOptionValues: { options } };
		await simulator.plan({
			method: 'PUT',
			path: '/agents/{agentId}/versioned_prompts/{id}',
			body: {},
		});
		await runNode(operating(simulator, ['prompt', 'update'], { ...ids, updateFields }));
		expect(await bodiesTo(simulator, 'PUT')).toEqual([
			{
				modelOptionValues: [
					{ optionId: 'temperature', value: '0.2' },
					{ optionId: 'style', value: '' },
				],
			},
		]);
	});

	test('with a mistake say which row', async () => {
		const functions = [
			{ functionDefinitionId: chosen('a') },
			{ functionDefinitionId: chosen('={{ $json.missing }}') },
		];
		const updateFields = { linkedFunctionDefinitionInputs: { functions } };
		expect((await errorOf(updating(updateFields))).message).toMatch(/^Function 2: .* \[item 0\]$/);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('JSON', () => {
	const metadata = (value: INodeParameters[string]) => updating({ metadata: value });

	test.each<[string, INodeParameters[string], object]>([
		['typed', '{ "a": [1, { "b": null }], "c": "ü\\n" }', { a: [1, { b: null }], c: 'ü\n' }],
		['with expressions in it', '={ "a": {{ 1 + 1 }} }', { a: 2 }],
		['that an expression gives as an object', '={{ { a: { b: [true] } } }}', { a: { b: [true] } }],
		['that an expression gives as text', '={{ JSON.stringify({ a: 1 }) }}', { a: 1 }],
		[
			'of names that mean something to JavaScript',
			'{ "constructor": { "toString": 1 } }',
			{ constructor: { toString: 1 } },
		],
	])('%s is sent', async (_, given, expected) => {
		expect(JSON.stringify(await sentFor('metadata', given))).toBe(JSON.stringify(expected));
	});

	test.each([
		['{ "a": 1, }', '"Metadata (JSON)" is not valid JSON: in line 1, column 11 there is "}"'],
		[
			'{\n  "a": 1\n  "b": 2\n}',
			'"Metadata (JSON)" is not valid JSON: in line 3, column 3 there is',
		],
		["{ 'a': 1 }", '"Metadata (JSON)" is not valid JSON: in line 1, column 3 there is "\'"'],
		['[]', '"Metadata (JSON)" is not a JSON object'],
		['={{ [1] }}', '"Metadata (JSON)" is not a JSON object'],
		['null', '"Metadata (JSON)" is not a JSON object'],
		['={{ true }}', '"Metadata (JSON)" is not a JSON object'],
	])('%j is refused: %s', async (given, message) => {
		expect((await errorOf(metadata(given))).message.startsWith(message)).toBe(true);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('the schema of an extractor is a text', () => {
	const creating = (extractorFieldsJsonSchema: string) =>
		operating(simulator, ['extractor', 'create'], {
			agentId: chosen(known.agent),
			name: 'Appointment',
			extractorFieldsJsonSchema,
		});
	const typed = '{\n\t"type": "object",\n\t"properties": { "day": {"type":"string"} }\n}';

	test.each([
		['exactly as it is typed', typed, typed],
		[
			'made of the object that an expression gives',
			'={{ { type: "object" } }}',
			'{"type":"object"}',
		],
		[
			'as an expression gives it',
			'={{ "{ \\"type\\":  \\"object\\" }" }}',
			'{ "type":  "object" }',
		],
	])('%s', async (_, given, expected) => {
		await runNode(creating(given));
		expect(await bodiesTo(simulator)).toEqual([
			{ name: 'Appointment', extractorFieldsJsonSchema: expected },
		]);
	});

	test.each([
		['{ "type": }', '"JSON Schema" is not valid JSON: in line 1, column 11'],
		['[]', '"JSON Schema" is not a JSON object'],
		['{}', '"JSON Schema" is empty'],
	])('%j is refused: %s', async (given, message) => {
		expect((await errorOf(creating(given))).message.startsWith(message)).toBe(true);
		expect(await simulator.requests()).toEqual([]);
	});
});
