import type { Dial } from './dials/records.mts';
import type { Agent, Batch, PhoneNumber, Row, Voice } from './records.mts';
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

/** A batch that is there from the start calls nobody before it is started anew. */
export const batches = new Collection<Batch>(() => [
	{
		id: seedId('batch dial job 1'),
		maxConcurrentDials: 2,
		name: 'Reminders',
		status: 'ACTIVE',
		callAgentId: seedId('agent 1'),
		createdAt: '2026-01-05T08:55:00Z',
		fromPhoneNumberIds: [seedId('phone number 1')],
		schedule: {
			days: [{ dayOfWeek: 1, timeSlots: [{ startTime: '09:00', endTime: '17:00' }] }],
			timezone: 'America/New_York',
		},
		queue: [
			{
				id: seedId('queued dial 1'),
				toNumber: '+15550100004',
				batchDialJobId: seedId('batch dial job 1'),
				createdAt: '2026-01-05T08:55:00Z',
				inputs: { clinic: 'Riverside' },
			},
		],
		dialIds: [seedId('dial 1')],
	},
	{
		id: seedId('batch dial job 2'),
		maxConcurrentDials: 1,
		name: 'Survey',
		status: 'COMPLETE',
		callAgentId: seedId('agent 2'),
		createdAt: '2025-12-01T10:00:00Z',
		queue: [],
		dialIds: [],
	},
]);

export const evalConfigs = new Collection<Row>(() => [
	{
		id: seedId('eval config 1'),
		name: 'Politeness',
		promptSnippet: 'Was the agent polite to the end?',
	},
]);

export const evalRecords = new Collection<Row>(() => []);

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

/** Its recording is on another host, as in the documented example: no key may be sent there. */
export const dials = new Collection<Dial>(() => [
	{
		id: seedId('dial 1'),
		toNumber: '+15550100003',
		recordings: [{ url: `https://recordings.example.com/${seedId('recording 1')}` }],
		transcript: [
			{ text: 'Hello, this is the clinic.', speaker: 'AI', detailType: null, startTimeMs: 0 },
			{ text: 'Can I come on Monday?', speaker: 'HUMAN', startTimeMs: 2100, endTimeMs: 3600 },
			{
				text: '',
				speaker: 'AI',
				detailType: 'function_call',
				functionCalls: [{ name: 'to_front_desk', args: '{"reason":"Monday"}' }],
				nodeTransition: { toNodeId: 'booking', transitionData: { day: 'Monday' } },
			},
		],
		durationSeconds: 42,
		aiResult: { booked: true },
		inputs: { clinic: 'Riverside' },
		status: 'completed',
		dialTaskId: seedId('dial task 1'),
		fromNumberId: seedId('phone number 1'),
		startedAt: '2026-01-05T09:00:02Z',
		endedAt: '2026-01-05T09:00:44Z',
		createdAt: '2026-01-05T09:00:00Z',
		updatedAt: '2026-01-05T09:00:45Z',
		systemResultType: 'COUNTERPARTY_HANGUP',
		voiceId: seedId('voice 1'),
		versionedPromptId: seedId('prompt 1'),
		agent: {
			id: seedId('agent 1'),
			name: 'Appointments',
			language: 'en',
			silenceHangupConfiguration: { type: 'ENABLED', silenceDurationSeconds: 30 },
			voiceOptionValues: [],
		},
	},
]);

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
	return { id: seedId(`phone number ${index}`), number, required: 1, type, agentId };
}
