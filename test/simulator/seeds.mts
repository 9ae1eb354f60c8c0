import type { Agent, PhoneNumber, Row, Voice } from './records.mts';
import { seedId } from './seed-id.mts';
import { Collection } from './state.mts';

/** Two pairs share a name, as nothing forbids it. */
export const voices = new Collection<Voice>(() => [
	stockVoice(1, 'Ava', 'STANDARD', 'Warm and calm'),
	stockVoice(2, 'Ben', 'STANDARD', 'Deep and slow'),
	stockVoice(3, 'Ava', 'PREMIUM', 'Warm and calm, with more breath'),
	stockVoice(4, 'Chloé', 'STANDARD', 'Bright, with a French accent'),
	stockVoice(5, 'Savannah', 'PREMIUM', 'Southern and friendly'),
	stockVoice(6, 'Front Desk', 'STANDARD', ''),
	{ ...stockVoice(7, 'Front Desk', 'STANDARD', ''), voiceType: 'cloned' },
]);

export const agents = new Collection<Agent>(() => [
	{
		id: seedId('agent 1'),
		name: 'Appointments',
		language: 'en',
		transcriberParams: { type: 'deepgram', keywords: ['Vogent'] },
		metadata: { team: 'clinic' },
		utteranceDetectorConfig: { sensitivity: 'MEDIUM', interruptionPlayTimeMs: 200 },
		endpointDetectorConfig: { type: 'SEMANTIC', mode: 'DEFAULT' },
		ivrConfiguration: { detectionType: 'NONE', versionedPromptId: null, taggingText: null },
		idleMessageConfig: {
			enabled: true,
			messages: ['Are you still there?'],
			idleDurationMilliseconds: 10_000,
			maxIdleMessages: 2,
		},
		maxDurationSeconds: 10_800,
		defaultVoiceId: seedId('voice 1'),
		defaultVersionedPromptId: seedId('prompt 1'),
		defaultExtractorId: seedId('extractor 1'),
		linkedFunctionDefinitions: [
			{
				functionDefinitionId: seedId('function 1'),
				lifecycleMessagesOverride: { started: ['One moment.'] },
			},
		],
		fillEmptyStringVariables: false,
	},
	{
		id: seedId('agent 2'),
		name: 'Encuestas',
		language: 'es',
		defaultVoiceId: seedId('voice 5'),
		defaultVersionedPromptId: seedId('prompt 2'),
		defaultExtractorId: null,
	},
	{
		id: seedId('agent 3'),
		name: 'Night line',
		language: 'en',
		defaultVoiceId: seedId('voice 2'),
		defaultExtractorId: null,
	},
]);

export const prompts = new Collection<Row>(() => [
	{
		parentId: seedId('agent 1'),
		id: seedId('prompt 1'),
		name: 'First version',
		agentType: 'STANDARD',
		prompt: 'You book appointments for {{clinic}}.',
		aiModelId: seedId('model 1'),
		modelOptionValues: [{ optionId: seedId('model option 1'), value: '0.3' }],
	},
	{
		parentId: seedId('agent 1'),
		id: seedId('prompt 3'),
		name: 'Second version',
		agentType: 'STANDARD',
		prompt: 'You book appointments for {{clinic}}, and never before ten.',
		aiModelId: seedId('model 2'),
	},
	{
		parentId: seedId('agent 2'),
		id: seedId('prompt 2'),
		name: 'Survey as a flow',
		agentType: 'CUSTOM_FLOW',
		prompt: null,
		flowDefinition: {
			nodes: [
				{
					id: 'greeting',
					name: 'Greeting',
					type: 'speech',
					transitionRules: [
						{
							conditionType: 'equal',
							transitionNodeId: 'goodbye',
							arrayConditionType: null,
							field: 'answer',
							value: 'no',
							values: null,
						},
					],
					nodeData: { text: '¿Tiene un minuto?' },
					outputSchema: null,
				},
			],
			globalContext: null,
			aiOpen: true,
			openingLineType: 'INBOUND_OUTBOUND',
		},
		aiModelId: seedId('model 1'),
	},
]);

export const extractors = new Collection<Row>(() => [
	extractor(1, 'Booking', { booked: { type: 'boolean' } }),
	extractor(2, 'Mood', { mood: { type: 'string' } }),
]);

export const functions = new Collection<Row>(() => [
	{
		id: seedId('function 1'),
		name: 'to_front_desk',
		description: 'Puts the caller through to the front desk',
		type: 'transfer',
		allowedNumbers: [{ number: '+15550100002' }],
		lifecycleMessages: { started: ['I will put you through.'] },
	},
	{
		id: seedId('function 2'),
		name: 'look_up_order',
		description: 'Looks up an order',
		type: 'api',
		apiPath: 'https://example.com/orders',
		headers: [{ key: 'X-Api-Key', value: 'a secret of the function' }],
		inputJsonSchema: '{"type":"object","additionalProperties":false}',
		displayName: 'Look up an order',
		lifecycleMessages: { started: [], waiting: ['Still looking.'], awaitSpeech: false },
	},
]);

export const models = new Collection<Row>(() => [
	{
		id: seedId('model 1'),
		name: 'Large',
		modelOptions: [
			{ id: seedId('model option 1'), name: 'temperature', valueType: 'FLOAT', default: '0.7' },
		],
	},
	{ id: seedId('model 2'), name: 'Small', modelOptions: [] },
]);

export const phoneNumbers = new Collection<PhoneNumber>(() => [
	phoneNumber(1, '+15550100001', 'PSTN', seedId('agent 1')),
	phoneNumber(2, 'front-desk', 'SIP_USERNAME'),
	phoneNumber(3, '+15550100005', 'PSTN'),
]);

export const evalConfigs = new Collection<Row>(() => [
	{
		id: seedId('eval config 1'),
		name: 'Politeness',
		promptSnippet: 'Was the agent polite to the end?',
	},
]);

export const evalRecords = new Collection<Row>(() => [
	{
		parentId: seedId('eval config 1'),
		id: seedId('eval record 1'),
		recordType: 'PROMPT',
		dialId: null,
		prompt: { name: 'Calm caller', systemPrompt: 'You are calm.' },
	},
]);

export const evalRuns = new Collection<Row>(() => [
	{
		parentId: seedId('eval config 1'),
		id: seedId('eval run 1'),
		status: 'SUCCESS',
		callAgentId: seedId('agent 1'),
		versionedPromptId: seedId('prompt 1'),
		createdAt: '2026-01-06T12:00:00Z',
		aggregateResult: { numFailing: 1, numPassing: 4 },
	},
]);

export const evalResults = new Collection<Row>(() => [
	evalResult(1, [{ index: 0, accurate: true, modelOutput: 'Good morning', reason: '' }]),
	evalResult(2, [{ index: 0, accurate: false, modelOutput: 'What?', reason: 'Impolite' }]),
]);

function evalResult(
	number: number,
	results: Array<{ accurate: boolean; index: number; modelOutput: string; reason: string }>,
): Row {
	return {
		id: seedId(`eval result ${number}`),
		evalRunId: seedId('eval run 1'),
		record: { id: seedId(`eval record ${number}`), recordType: 'DIAL', dialId: null },
		numAlerts: results.filter(({ accurate }) => !accurate).length,
		results,
		transcript: [{ speaker: 'AI', text: 'Hello' }],
		createdAt: '2026-01-06T12:00:00Z',
		simulationMetadata: null,
	};
}

function stockVoice(
	number: number,
	name: string,
	voiceTier: Voice['voiceTier'],
	description: string,
): Voice {
	return { id: seedId(`voice ${number}`), name, voiceType: 'stock', voiceTier, description };
}

function extractor(number: number, name: string, properties: object): Row {
	return {
		parentId: seedId('agent 1'),
		id: seedId(`extractor ${number}`),
		name,
		extractorFieldsJsonSchema: JSON.stringify({ type: 'object', properties }),
	};
}

function phoneNumber(
	index: number,
	number: string,
	type: PhoneNumber['type'],
	agentId: string | null = null,
): PhoneNumber {
	return { id: seedId(`phone number ${index}`), number, type, agentId };
}
