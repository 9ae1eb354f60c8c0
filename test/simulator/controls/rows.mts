import { addAgents, agentsWithHidden } from '../agents.mts';
import type { AgentSeed, EvalConfigSeed, PhoneNumberSeed, VoiceSeed } from '../records.mts';
import { addEvalConfigs } from '../resources/evaluations.mts';
import { addPhoneNumbers } from '../resources/phone-numbers.mts';
import { addVoices, voices } from '../resources/voices.mts';
import type { Controls } from './control.mts';
import { checkFor } from './control.mts';

const id = { type: 'string' };

/** Takes a list of rows that have this key; unless `others` is set, no other fields than these. */
function checkForSeeds<Seed>(key: string, fields: object, { others = false } = {}) {
	return checkFor<Seed[]>({
		type: 'array',
		items: {
			type: 'object',
			additionalProperties: others,
			required: [key],
			properties: { id, [key]: { type: 'string' }, ...fields },
		},
	});
}

const checkVoiceSeeds = checkForSeeds<VoiceSeed>('name', {
	voiceType: { type: 'string' },
	voiceTier: { enum: ['STANDARD', 'PREMIUM'] },
	description: { type: 'string' },
});

const checkPhoneNumberSeeds = checkForSeeds<PhoneNumberSeed>('number', {
	type: { enum: ['PSTN', 'SIP_USERNAME'] },
	agentId: { type: 'string', nullable: true },
});

/** Further fields of an agent may be any: the answers that show them are held against the contract. */
const checkAgentSeeds = checkForSeeds<AgentSeed>(
	'name',
	{ language: { type: 'string' } },
	{ others: true },
);

const checkEvalConfigSeeds = checkForSeeds<EvalConfigSeed>('name', {
	promptSnippet: { type: 'string' },
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
