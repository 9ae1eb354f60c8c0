import { randomUUID } from 'node:crypto';
import type { Agent, AgentSeed, AgentWithHidden, HiddenAgentSettings } from './records.mts';
import { seedId } from './seed-id.mts';
import type { State } from './state.mts';
import { Collection } from './state.mts';

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

/** What was set of agents and is not told by the API, by the agent's id. */
const hidden = new Collection<[string, HiddenAgentSettings]>(() => []);

/** Gives what was set of an agent and is not told by the API; changing it changes the state. */
export function hiddenOf(state: State, agentId: string): HiddenAgentSettings {
	const rows = hidden.in(state);
	const known = rows.find(([id]) => id === agentId);
	if (known) return known[1];
	const settings: HiddenAgentSettings = {};
	rows.push([agentId, settings]);
	return settings;
}

/** Gives all agents with what the API does not tell of them. */
export function agentsWithHidden(state: State): AgentWithHidden[] {
	return agents.in(state).map((agent) => ({ ...agent, hidden: hiddenOf(state, agent.id) }));
}

/** Adds agents to those listed, filling in what is left out; gives them as added. */
export function addAgents(state: State, seeds: AgentSeed[]): Agent[] {
	const added = seeds.map((seed): Agent => ({
		id: randomUUID(),
		language: 'en',
		defaultVoiceId: seedId('voice 1'),
		defaultExtractorId: null,
		...seed,
	}));
	agents.in(state).push(...added);
	return added;
}
