import { randomUUID } from 'node:crypto';
import { agents } from '../agents.mts';
import { notE164, refuseWrong, unknownId } from '../checks.mts';
import type { OperationRequest } from '../operation.mts';
import { findById } from '../operation.mts';
import type { Agent } from '../records.mts';
import { phoneNumbers } from '../resources/phone-numbers.mts';
import { voices } from '../resources/voices.mts';
import type { State } from '../state.mts';
import { Call, calls } from './call.mts';
import { takeCourse } from './course.mts';
import type { Dial } from './records.mts';
import { dials } from './rows.mts';

/** CreateDialInput of the contract, as much of it as has an effect here. */
interface CreateDialInput {
	callAgentId: string;
	webhookUrl?: string | null;
	toNumber?: string | null;
	fromNumberId?: string | null;
	fromNumberPoolId?: string | null;
	aiVoiceId?: string | null;
	timeoutMinutes?: number;
	callAgentExtractorId?: string;
	callAgentInput?: Record<string, unknown>;
	keywords?: string[] | null;
}

const uuid = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;

/**
 * Places the call that a request asks for; it goes on when the clock does. Throws a Refusal 422 that tells all that is
 * wrong with the request.
 */
export function place({ state, body }: Pick<OperationRequest, 'state' | 'body'>): Call {
	const input = body as CreateDialInput;
	refuseWrong(errorsOf(state, input));
	const agent = findById(agents.in(state), input.callAgentId, 'agent');

	const { toNumber, fromNumberId, aiVoiceId, callAgentInput, timeoutMinutes } = input;
	const dial: Dial = {
		...newDial(state, agent, 'queued'),
		...(toNumber ? { toNumber } : {}),
		...(fromNumberId ? { fromNumberId } : {}),
		...(aiVoiceId ? { voiceId: aiVoiceId } : {}),
		inputs: callAgentInput ?? {},
	};
	const hasExtractor = Boolean(input.callAgentExtractorId ?? agent.defaultExtractorId);
	const placed = {
		dial,
		webhookUrl: input.webhookUrl ?? null,
		request: body as Record<string, unknown>,
		keywords: input.keywords ?? [],
	};
	const course = takeCourse(state.callPlans, dial.toNumber, hasExtractor);
	const call = new Call(state, placed, course, (timeoutMinutes ?? Infinity) * 60_000);
	addCall(state, call);
	call.begin('outbound');
	return call;
}

/** Gives a Dial of an agent as it is before anything has happened. */
export function newDial(state: State, agent: Agent, status: Dial['status']): Dial {
	const { defaultVoiceId, defaultVersionedPromptId } = agent;
	return {
		id: randomUUID(),
		status,
		systemResultType: null,
		createdAt: state.clock.date,
		updatedAt: state.clock.date,
		dialTaskId: randomUUID(),
		...(defaultVoiceId ? { voiceId: defaultVoiceId } : {}),
		...(defaultVersionedPromptId ? { versionedPromptId: defaultVersionedPromptId } : {}),
		agent: { ...agent },
	};
}

/** Makes a call one of those that there are. */
export function addCall(state: State, call: Call): void {
	calls.in(state).push(call);
	dials.in(state).push(call.placed.dial);
}

function errorsOf(state: State, input: CreateDialInput): string[] {
	const { toNumber, fromNumberId, fromNumberPoolId, aiVoiceId, webhookUrl, timeoutMinutes } = input;
	const errors = [
		...unknownId('callAgentId', input.callAgentId, agents.in(state), 'agent'),
		...notE164('toNumber', toNumber),
		...unknownId('fromNumberId', fromNumberId || null, phoneNumbers.in(state), 'phone number'),
		...unknownId('aiVoiceId', aiVoiceId || null, voices.in(state), 'voice'),
	];
	if (fromNumberPoolId && !uuid.test(fromNumberPoolId)) {
		errors.push(`/fromNumberPoolId is ${fromNumberPoolId}, which is not an id`);
	}
	if (webhookUrl && !isWebAddress(webhookUrl)) {
		errors.push(`/webhookUrl is ${webhookUrl}, which is not a web address`);
	}
	if (timeoutMinutes !== undefined && timeoutMinutes < 1) {
		errors.push(`/timeoutMinutes is ${timeoutMinutes}, which is no time`);
	}
	return errors;
}

function isWebAddress(text: string): boolean {
	return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
