import { apiRoot } from '../api-root.mts';
import type { PlannedAnswer, Settings } from '../records.mts';
import { State } from '../state.mts';
import type { Controls } from './control.mts';
import { checkFor } from './control.mts';

const checkSettings = checkFor<Partial<Settings>>({
	type: 'object',
	additionalProperties: false,
	properties: {
		nameFilter: { enum: ['ignored', 'partial', 'exact'] },
		pageSize: { type: 'integer', minimum: 1, nullable: true },
		repeatCursor: { type: 'boolean' },
		slowListMs: { type: 'integer', minimum: 0 },
		listedAfterMs: { type: 'integer', minimum: 0 },
		webhookUrl: { type: 'string', pattern: '^https?://', nullable: true },
		webhookSecret: { type: 'string', minLength: 1, nullable: true },
		clock: { enum: ['manual', 'real'] },
		clockSpeed: { type: 'number', exclusiveMinimum: 0 },
		recordingHost: { enum: ['api', 'foreign', 'redirect'] },
		// No WAV file is shorter than its header.
		recordingBytes: { type: 'integer', minimum: 44, nullable: true },
	},
});

const checkPlannedAnswer = checkFor<PlannedAnswer>({
	type: 'object',
	additionalProperties: false,
	required: ['path'],
	properties: {
		method: { type: 'string' },
		path: { type: 'string', pattern: '^/' },
		skip: { type: 'integer', minimum: 0 },
		times: { type: 'integer', minimum: 1 },
		status: { type: 'integer', minimum: 200, maximum: 599 },
		headers: { type: 'object' },
		body: {},
		delayMs: { type: 'integer', minimum: 0 },
		dripMs: { type: 'integer', minimum: 0 },
		hangUp: { enum: ['before-answer', 'mid-answer', 'mid-upload'] },
		afterBytes: { type: 'integer', minimum: 1 },
		stall: { enum: ['before-answer', 'mid-answer'] },
		processFirst: { type: 'boolean' },
	},
	// What contradicts itself would be a test of nothing.
	not: { required: ['hangUp', 'stall'] },
	if: { required: ['hangUp'], properties: { hangUp: { const: 'mid-upload' } } },
	then: { properties: { processFirst: { const: false } } },
	else: { not: { required: ['afterBytes'] } },
});

const checkPathQuery = checkFor<{ path?: string }>({
	type: 'object',
	additionalProperties: false,
	properties: { path: { type: 'string', pattern: '^/' } },
});

const checkMilliseconds = checkFor<{ ms: number }>({
	type: 'object',
	additionalProperties: false,
	required: ['ms'],
	properties: { ms: { type: 'integer', minimum: 1 } },
});

/** What concerns the simulator as a whole, and requests to it. */
export const requestControls: Controls = {
	'GET /health': () => ({ status: 'ok', memory: process.memoryUsage() }),
	'GET /address': ({ state, apiKey }) => ({ baseUrl: `${state.origins.api}${apiRoot}`, apiKey }),
	'GET /requests': ({ state }) => state.requests,
	'GET /foreign-requests': ({ state }) => state.foreignRequests,
	'GET /max-concurrency': ({ state }, { query }) =>
		state.traffic.maxConcurrency(checkPathQuery(query).path),
	'DELETE /requests': ({ state }) => {
		state.requests.length = 0;
		return {};
	},
	'POST /settings': ({ state }, { json }) => {
		const settings = Object.assign(state.settings, checkSettings(json));
		state.clock.run(settings.clock === 'real' ? settings.clockSpeed : 0);
		return settings;
	},
	'POST /plan': ({ state }, { json }) => {
		state.plan.push(checkPlannedAnswer(json));
		return { waiting: state.plan.length };
	},
	'POST /refuse': async ({ port, underWay }, { json }) => {
		const { ms } = checkMilliseconds(json);
		for (const exchange of underWay) exchange.reset();
		await port.refuse(ms);
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
};
