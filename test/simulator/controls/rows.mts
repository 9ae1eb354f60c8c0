import { addAgents, agentsWithHidden } from '../agents.mts';
import type { AgentSeed, EvalConfigSeed, PhoneNumberSeed, VoiceSeed } from '../records.mts';
import { addEvalConfigs } from '../resources/evaluations.mts';
import { addPhoneNumbers } from '../resources/phone-numbers.mts';
import { addVoices, voices } from '../resources/voices.mts';
import type { Controls } from './control.mts';
import { checkFor } from './control.mts';

const checkVoiceSeeds = checkFor<VoiceSeed[]>({
	type: 'array',
	items: {
		type: 'object',
		additionalProperties: false,
		required: ['name'],
		properties: {
			id: { type: 'string' },
			name: { type: 'string' },
			voiceType: { type: 'string' },
			voiceTier: { enum: ['STANDARD', 'PREMIUM'] },
			description: { type: 'string' },
		},
	},
});

const checkPhoneNumberSeeds = checkFor<PhoneNumberSeed[]>({
	type: 'array',
	items: {
		type: 'object',
		additionalProperties: false,
		required: ['number'],
		properties: {
			id: { type: 'string' },
			number: { type: 'string' },
			type: { enum: ['PSTN', 'SIP_USERNAME'] },
			agentId: { type: 'string', nullable: true },
		},
	},
});

/** Further fields of an agent may be any: the answers that show them are held against the contract. */
const checkAgentSeeds = checkFor<AgentSeed[]>({
	type: 'array',
	items: {
		type: 'object',
		required: ['name'],
		properties: { id: { type: 'string' }, name: { type: 'string' }, language: { type: 'string' } },
	},
});

const checkEvalConfigSeeds = checkFor<EvalConfigSeed[]>({
	type: 'array',
	items: {
		type: 'object',
		additionalProperties: false,
		required: ['name'],
		properties: {
			id: { type: 'string' },
			name: { type: 'string' },
			promptSnippet: { type: 'string' },
		},
	},
});

/** What there is in the account. */
export const rowControls: Controls = {
	'GET /voices': ({ state }) => voices.in(state),
	'POST /voices': ({ state }, { json }) => addVoices(state, checkVoiceSeeds(json)),
	'GET /agents': ({ state }) => agentsWithHidden(state),
	'POST /agents': ({ state }, { json }) => addAgents(state, checkAgentSeeds(json)),
	'POST /eval-configs': ({ state }, { json }) => addEvalConfigs(state, checkEvalConfigSeeds(json)),
	'POST /phone-numbers': ({ state }, { json }) =>
		addPhoneNumbers(state, checkPhoneNumberSeeds(json)),
};
