import type { Operations } from '../operation.mts';
import { dataPage } from '../paging.mts';
import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';

export const agents = new Collection(() => [
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
]);

export const agentOperations: Operations = {
	listAgents: (request) => dataPage(request, 'agents', agents.in(request.state)),
};
