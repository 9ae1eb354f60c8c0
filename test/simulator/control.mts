import { Ajv } from 'ajv';
import type { Answer } from './answer.mts';
import { jsonAnswer, refusalAnswer } from './answer.mts';
import { controlRoot } from './api-root.mts';
import { Refusal } from './operation.mts';
import type { PlannedAnswer, ReceivedRequest, Settings, VoiceSeed } from './records.mts';
import { addVoices, voices } from './resources/voices.mts';
import type { Simulation } from './server.mts';
import { State } from './state.mts';

/** Gives, at once or later, the body of the answer 200; throws a Refusal for any other. */
type Control = (simulation: Simulation, received: ReceivedRequest) => unknown;

const ajv = new Ajv({ allErrors: true });

const isSettings = ajv.compile<Partial<Settings>>({
	type: 'object',
	additionalProperties: false,
	properties: {
		nameFilter: { enum: ['ignored', 'partial', 'exact'] },
		pageSize: { type: 'integer', minimum: 1, nullable: true },
		repeatCursor: { type: 'boolean' },
		slowListMs: { type: 'integer', minimum: 0 },
		listedAfterMs: { type: 'integer', minimum: 0 },
	},
});

const isPlannedAnswer = ajv.compile<PlannedAnswer>({
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

const isPathQuery = ajv.compile<{ path?: string }>({
	type: 'object',
	additionalProperties: false,
	properties: { path: { type: 'string', pattern: '^/' } },
});

const isRefusal = ajv.compile<{ ms: number }>({
	type: 'object',
	additionalProperties: false,
	required: ['ms'],
	properties: { ms: { type: 'integer', minimum: 1 } },
});

const isVoiceSeeds = ajv.compile<VoiceSeed[]>({
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

const controls: Record<string, Control> = {
	'GET /health': () => ({ status: 'ok', memory: process.memoryUsage() }),
	'GET /requests': ({ state }) => state.requests,
	'GET /most-at-once': ({ state }, { query }) => {
		if (!isPathQuery(query)) throw wrongBody(ajv.errorsText(isPathQuery.errors));
		return state.traffic.mostAtOnce(query.path);
	},
	'DELETE /requests': ({ state }) => {
		state.requests.length = 0;
		return {};
	},
	'GET /voices': ({ state }) => voices.in(state),
	'POST /voices': ({ state }, { json: body }) => {
		if (!isVoiceSeeds(body)) throw wrongBody(ajv.errorsText(isVoiceSeeds.errors));
		return addVoices(state, body);
	},
	'POST /settings': ({ state }, { json: body }) => {
		if (!isSettings(body)) throw wrongBody(ajv.errorsText(isSettings.errors));
		return Object.assign(state.settings, body);
	},
	'POST /plan': ({ state }, { json: body }) => {
		if (!isPlannedAnswer(body)) throw wrongBody(ajv.errorsText(isPlannedAnswer.errors));
		state.plan.push(body);
		return { waiting: state.plan.length };
	},
	'POST /refuse': async ({ port, underWay }, { json: body }) => {
		if (!isRefusal(body)) throw wrongBody(ajv.errorsText(isRefusal.errors));
		for (const exchange of underWay) exchange.reset();
		await port.refuse(body.ms);
		return {};
	},
	'POST /reset': async (simulation) => {
		simulation.state = new State();
		for (const exchange of simulation.underWay) {
			if (exchange.isStalled) exchange.reset();
		}
		await simulation.port.open();
		return {};
	},
};

/** Answers a request of a test to the simulator itself: 404 for an unknown one, 400 for a wrong body. */
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

function wrongBody(errors: string): Refusal {
	return new Refusal(400, `The simulator does not understand this: ${errors}`);
}
