import type { Answer } from './answer.mts';
import { jsonAnswer, refusalAnswer } from './answer.mts';
import { apiRoot, controlRoot } from './api-root.mts';
import { calls } from './dials/call.mts';
import { comeIn } from './dials/inbound.mts';
import type { CallPlan, InboundCall, OddDelivery } from './dials/records.mts';
import { add } from './kept.mts';
import type { Resource } from './kept.mts';
import { Refusal } from './operation.mts';
import type { PlannedAnswer, ReceivedRequest, Row, Settings } from './records.mts';
import { resources } from './resources/index.mts';
import type { Simulation } from './server.mts';
import { State } from './state.mts';
import { deliverOdd } from './webhooks.mts';

/** Returns, at once or later, the body of the answer 200; throws a Refusal for any other. */
type Control = (simulation: Simulation, received: ReceivedRequest) => unknown;

/** What a test can ask of the simulator itself. The client has the types of what they are sent, and says what they do. */
const controls: Record<string, Control> = {
	'GET /address': ({ state, apiKey }) => ({ baseUrl: `${state.origins.api}${apiRoot}`, apiKey }),
	'GET /requests': ({ state }) => state.requests,
	'GET /foreign-requests': ({ state }) => state.foreignRequests,
	'GET /max-concurrency': ({ state }, { query }) =>
		state.traffic.maxConcurrency(query.path as string | undefined),
	'DELETE /requests': ({ state }) => {
		state.requests.length = 0;
		return {};
	},
	'POST /settings': ({ state }, { json }) => {
		const settings = Object.assign(state.settings, json as Partial<Settings>);
		state.clock.run(settings.clock === 'real' ? settings.clockSpeed : 0);
		return settings;
	},
	'POST /plan': ({ state }, { json }) => ({ waiting: state.plan.push(json as PlannedAnswer) }),
	'POST /refuse': async ({ port, underWay }, { json }) => {
		for (const exchange of underWay) exchange.reset();
		await port.refuse((json as { ms: number }).ms);
		return {};
	},
	'POST /reset': async (simulation) => {
		simulation.state.end();
		simulation.state = new State(simulation.state.origins);
		for (const exchange of simulation.underWay) {
			if (exchange.isStalled) exchange.reset();
		}
		await simulation.port.open();
		return {};
	},
	'GET /rows': ({ state }, received) => resourceOf(received).rows.in(state),
	'POST /rows': ({ state }, received) =>
		(received.json as Row[]).map((row) => add(state, resourceOf(received), row)),
	'GET /calls': ({ state }) => calls.in(state).map(({ placed }) => placed),
	'GET /deliveries': ({ state }) => state.deliveries,
	'POST /call-plans': ({ state }, { json }) => ({ plans: state.callPlans.push(json as CallPlan) }),
	'POST /advance': async ({ state }, { json }) => {
		if (state.clock.isRunning) throw new Refusal(400, 'The clock runs by itself');
		const known = state.deliveries.length;
		await state.clock.advance((json as { ms: number }).ms);
		return state.deliveries.slice(known);
	},
	'POST /deliver': ({ state }, { json }) => deliverOdd(state, json as OddDelivery),
	'POST /inbound-calls': ({ state }, { json }) => comeIn(state, json as InboundCall),
};

/** Answers a request of a test to the simulator itself: 404 for an unknown one. */
export async function answerControl(
	simulation: Simulation,
	received: ReceivedRequest,
): Promise<Answer> {
	const name = `${received.method} ${received.path.slice(controlRoot.length)}`;
	const control = controls[name];
	if (!control) return refusalAnswer(new Refusal(404, `The simulator has no control ${name}`));
	try {
		return jsonAnswer(200, await control(simulation, received));
	} catch (error) {
		if (error instanceof Refusal) return refusalAnswer(error);
		throw error;
	}
}

function resourceOf({ query }: ReceivedRequest): Resource {
	const resource = resources[String(query.resource)];
	if (!resource) throw new Refusal(404, `The simulator has no rows of ${String(query.resource)}`);
	return resource;
}
