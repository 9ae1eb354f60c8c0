import { randomUUID } from 'node:crypto';
import { answerOf } from '../kept.mts';
import type { Agent } from '../records.mts';
import { agent as agentResource } from '../resources/agents.mts';
import { agents } from '../seeds.mts';
import { dials } from './seeds.mts';
import type { State } from '../state.mts';
import { Call, calls } from './call.mts';
import type { Dial } from './records.mts';

/** CreateDialInput of the contract, as much of it as has an effect here. */
export interface CreateDialInput {
	callAgentId: string;
	webhookUrl?: string | null;
	toNumber?: string | null;
	fromNumberId?: string | null;
	aiVoiceId?: string | null;
	timeoutMinutes?: number;
	callAgentExtractorId?: string;
	callAgentInput?: Record<string, unknown>;
	keywords?: string[] | null;
}

/** Places the call that a request asks for; it goes on when the clock does. */
export function place(state: State, input: CreateDialInput): Call {
	const agent = agents.in(state).find(({ id }) => id === input.callAgentId);
	const { toNumber, fromNumberId, aiVoiceId, callAgentInput, timeoutMinutes } = input;
	const dial: Dial = {
		...newDial(state, agent),
		...(toNumber ? { toNumber } : {}),
		...(fromNumberId ? { fromNumberId } : {}),
		...(aiVoiceId ? { voiceId: aiVoiceId } : {}),
		inputs: callAgentInput ?? {},
	};
	const placed = {
		dial,
		webhookUrl: input.webhookUrl ?? null,
		request: { ...input },
		keywords: input.keywords ?? [],
	};
	const call = new Call(state, placed, {
		hasExtractor: Boolean(input.callAgentExtractorId ?? agent?.defaultExtractorId),
		talkingMs: timeoutMinutes && timeoutMinutes * 60_000,
	});
	addCall(state, call);
	call.begin('outbound');
	return call;
}

/** Returns a Dial of an agent as it is before anything has happened. */
export function newDial(state: State, agent: Agent | undefined): Dial {
	return {
		id: randomUUID(),
		status: 'queued',
		systemResultType: null,
		createdAt: state.clock.date,
		updatedAt: state.clock.date,
		dialTaskId: randomUUID(),
		...(agent && {
			voiceId: agent.defaultVoiceId,
			versionedPromptId: agent.defaultVersionedPromptId,
			agent: answerOf(agentResource, agent),
		}),
	};
}

/** Makes a call one of those that there are. */
export function addCall(state: State, call: Call): void {
	calls.in(state).push(call);
	dials.in(state).push(call.placed.dial);
}
