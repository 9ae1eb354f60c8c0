import { calls } from '../dials/call.mts';
import { comeIn } from '../dials/inbound.mts';
import type { CallPlan, InboundCall } from '../dials/records.mts';
import { callEvents, outcomes, systemResultTypes } from '../dials/records.mts';
import { Refusal } from '../operation.mts';
import { callFunction, deliverOdd } from '../webhooks/odd.mts';
import type { FunctionCall, OddDelivery } from '../webhooks/records.mts';
import type { Controls } from './control.mts';
import { checkFor } from './control.mts';

const milliseconds = { type: 'integer', minimum: 0 };
const address = { type: 'string', pattern: '^https?://' };
const signing = { enum: [true, false, 'wrong'] };
const atLeastOne = { type: 'integer', minimum: 1 };

const checkCallPlan = checkFor<CallPlan>({
	type: 'object',
	additionalProperties: false,
	properties: {
		toNumber: { type: 'string' },
		times: atLeastOne,
		outcome: { enum: outcomes },
		systemResultType: { enum: [...systemResultTypes, null] },
		queuedMs: milliseconds,
		ringingMs: milliseconds,
		talkingMs: milliseconds,
		transcript: {
			type: 'array',
			nullable: true,
			items: {
				type: 'object',
				required: ['text', 'speaker'],
				properties: { text: { type: 'string' }, speaker: { type: 'string' } },
			},
		},
		transcriptAfterMs: milliseconds,
		aiResult: { type: 'object', nullable: true },
		aiResultAfterMs: milliseconds,
		recording: { type: 'boolean' },
		recordingAfterMs: milliseconds,
		events: { type: 'array', items: { enum: callEvents } },
	},
	if: { required: ['outcome'], properties: { outcome: { enum: ['busy', 'no-answer'] } } },
	then: { not: { required: ['talkingMs'] } },
});

const checkAdvance = checkFor<{ ms: number }>({
	type: 'object',
	additionalProperties: false,
	required: ['ms'],
	properties: { ms: milliseconds },
});

const checkOddDelivery = checkFor<OddDelivery>({
	type: 'object',
	additionalProperties: false,
	required: ['url'],
	properties: {
		url: address,
		event: { type: 'string' },
		payload: {},
		body: { type: 'string' },
		bodyBase64: { type: 'string' },
		sign: signing,
		contentType: { type: 'string', nullable: true },
		headers: { type: 'object', additionalProperties: { type: 'string' } },
		times: atLeastOne,
		concurrency: atLeastOne,
	},
	oneOf: [{ required: ['event'] }, { required: ['body'] }, { required: ['bodyBase64'] }],
	dependencies: { payload: ['event'] },
});

const checkInboundCall = checkFor<InboundCall>({
	type: 'object',
	additionalProperties: false,
	required: ['agentId', 'sourceNumber'],
	properties: {
		agentId: { type: 'string' },
		sourceNumber: { type: 'string' },
		destNumberId: { type: 'string' },
	},
});

const checkFunctionCall = checkFor<FunctionCall>({
	type: 'object',
	additionalProperties: false,
	required: ['url', 'dialId', 'params'],
	properties: { url: address, dialId: { type: 'string' }, params: {}, sign: signing },
});

/** Calls, and what webhooks are told of them. */
export const callControls: Controls = {
	'GET /calls': ({ state }) => calls.in(state).map(({ placed }) => placed),
	'GET /deliveries': ({ state }) => state.deliveries,
	'POST /call-plans': ({ state }, { json }) => {
		state.callPlans.push(checkCallPlan(json));
		return {};
	},
	'POST /advance': async ({ state }, { json }) => {
		const { ms } = checkAdvance(json);
		if (state.clock.isRunning) throw new Refusal(400, 'The clock runs by itself');
		const known = state.deliveries.length;
		await state.clock.advance(ms);
		return state.deliveries.slice(known);
	},
	'POST /deliver': ({ state }, { json }) => deliverOdd(state, checkOddDelivery(json)),
	'POST /inbound-calls': ({ state }, { json }) => comeIn(state, checkInboundCall(json)),
	'POST /function-calls': ({ state }, { json }) => callFunction(state, checkFunctionCall(json)),
};
