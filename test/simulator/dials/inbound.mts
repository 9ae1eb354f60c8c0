import { Ajv } from 'ajv';
import { messageOf } from '../../support/messageOf.mts';
import { findById, Refusal } from '../operation.mts';
import type { Agent, PhoneNumber } from '../records.mts';
import { agents, phoneNumbers } from '../seeds.mts';
import type { State } from '../state.mts';
import { deliverEvent } from '../webhooks.mts';
import { Call } from './call.mts';
import { addCall, newDial } from './place.mts';
import type { Delivery, InboundCall, InboundOutcome } from './records.mts';

/** What the answer to `dial.inbound` may be. */
interface InboundAnswer {
	call_agent_input?: Record<string, string>;
	keywords?: string[];
}

const answerLimitMs = 3000;

const ajv = new Ajv({ allErrors: true });

const isInboundAnswer = ajv.compile<InboundAnswer>({
	type: 'object',
	additionalProperties: false,
	minProperties: 1,
	properties: {
		call_agent_input: { type: 'object', additionalProperties: { type: 'string' } },
		keywords: { type: 'array', items: { type: 'string' } },
	},
});

/**
 * Has a call come in: asks its agent's webhook at once, for three real seconds at most, and then lets it go on when the
 * clock does. Its events go where the question goes.
 */
export async function comeIn(state: State, inbound: InboundCall): Promise<InboundOutcome> {
	const agent = findById(agents.in(state), inbound.agentId, 'agent');
	const destination = destinationOf(state, inbound);
	const webhookUrl = agent.inboundWebhookUrl || null;
	const dial = { ...newDial(state, agent), toNumber: destination.number, inputs: {} };
	const call = new Call(
		state,
		{ dial, webhookUrl, request: null, keywords: [] },
		{ hasExtractor: Boolean(agent.defaultExtractorId) },
	);
	addCall(state, call);

	const payload = {
		dial_session_id: call.placed.sessionId,
		dial_id: dial.id,
		dest_number_id: destination.id,
		call_agent_id: agent.id,
		source_number: inbound.sourceNumber,
	};
	const delivery = webhookUrl
		? await deliverEvent(state, webhookUrl, 'dial.inbound', payload, answerLimitMs)
		: null;
	const judged = judge(delivery, agent);
	const isUsed = typeof judged !== 'string';
	if (isUsed) {
		call.placed.dial.inputs = judged.call_agent_input ?? {};
		call.placed.keywords = judged.keywords ?? [];
	}
	call.begin('inbound');
	return {
		dialId: dial.id,
		inTime: delivery !== null && delivery.error === null,
		status: delivery?.status ?? null,
		answer: delivery?.answer ?? null,
		ms: delivery?.ms ?? 0,
		usedAnswer: isUsed,
		whyNot: isUsed ? null : judged,
	};
}

function destinationOf(state: State, { agentId, destNumberId }: InboundCall): PhoneNumber {
	const numbers = phoneNumbers.in(state);
	if (destNumberId !== undefined) return findById(numbers, destNumberId, 'phone number');
	const linked = numbers.find((number) => number.agentId === agentId);
	if (!linked) throw new Refusal(400, 'No number is linked to the agent: give a destNumberId');
	return linked;
}

/** Returns the answer, or why it does not count. */
function judge(delivery: Delivery | null, agent: Agent): InboundAnswer | string {
	if (delivery === null) return 'Nobody has an address to be asked at';
	if (delivery.error !== null) return delivery.error;
	if (!agent.inboundWebhookResponse) return 'The agent does not have inboundWebhookResponse';
	if (delivery.status !== 200) return `The status is ${delivery.status}`;
	try {
		const answer: unknown = JSON.parse(delivery.answer ?? '');
		return isInboundAnswer(answer) ? answer : ajv.errorsText(isInboundAnswer.errors);
	} catch (error) {
		return messageOf(error);
	}
}
