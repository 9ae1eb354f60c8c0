import { callWithJson, getDial, placeCall } from '../../simulator/calls.mts';
import type { Simulator } from '../../simulator/client.mts';
import { seedId } from '../../simulator/seed-id.mts';

/** The IDs of what the simulator does not have from the start. */
export interface Made {
	/** A call that is over, and has a recording. */
	dialId: string;
	/** The path of that recording, below the base URL. */
	recordingPath: string;
	/** A batch with two calls that are over, and two people left in its queue. */
	batchId: string;
	/** A record of `known.evalConfig`. */
	evalRecordId: string;
	/** A run that goes on. */
	waitingRunId: string;
}

/** Something in place of these IDs, for tests that send nothing. */
export const nothingMade: Made = {
	dialId: 'dial',
	recordingPath: '/recordings/recording',
	batchId: 'batch',
	evalRecordId: 'record',
	waitingRunId: 'run',
};

/** What `known.apiFunction` is made of. */
export const apiFunctionBody = {
	name: 'look_up_order',
	description: 'Looks up an order',
	type: 'api',
	apiPath: 'https://example.com/orders',
	headers: [{ key: 'X-Api-Key', value: 'a secret of the function' }],
	inputJsonSchema: '{"type":"object","additionalProperties":false}',
	displayName: 'Look up an order',
	lifecycleMessages: { started: [], waiting: ['Still looking.'], awaitSpeech: false },
};

/** IDs of what every simulator has. */
export const known = {
	agent: seedId('agent 1'),
	otherAgent: seedId('agent 2'),
	/** Nothing else refers to it. */
	unusedAgent: seedId('agent 3'),
	voice: seedId('voice 1'),
	otherVoice: seedId('voice 5'),
	model: seedId('model 1'),
	modelOption: seedId('model option 1'),
	voiceOption: seedId('voice option 1'),
	prompt: seedId('prompt 1'),
	otherPrompt: seedId('prompt 3'),
	extractor: seedId('extractor 1'),
	otherExtractor: seedId('extractor 2'),
	function: seedId('function 1'),
	apiFunction: seedId('function 2'),
	fromNumber: seedId('phone number 1'),
	otherNumber: seedId('phone number 3'),
	numberPool: seedId('number pool 1'),
	batch: seedId('batch dial job 1'),
	user: seedId('user 1'),
	evalConfig: seedId('eval config 1'),
	evalRun: seedId('eval run 1'),
	evalResult: seedId('eval result 2'),
};

/**
 * Fills a simulator that has just been reset with what rows need: enough for two pages of each list, which then has a row
 * a page. Forgets the requests of doing so.
 */
export async function makeReady(simulator: Simulator): Promise<Made> {
	const { dialId } = await placeCall(simulator);
	await simulator.advance(60_000);
	const url = (await getDial(simulator, dialId)).recordings?.[0]?.url ?? '';

	const batchId = await idOf(simulator, '/batch_dial_jobs', {
		callAgentId: known.agent,
		maxConcurrentDials: 2,
		name: 'Clinic',
		rows: [11, 12, 13, 14, 15, 16].map((last) => ({
			toNumber: `+155501000${last}`,
			inputs: { last: `${last}` },
		})),
	});
	await callWithJson(simulator, 'POST', `/batch_dial_jobs/${batchId}/paused`, { paused: false });
	// Two calls are over, and two are under way.
	await simulator.advance(25_000);

	await simulator.seedEvalConfigs([{ name: 'Speed', promptSnippet: 'Was the agent quick?' }]);
	const config = `/eval_configs/${known.evalConfig}`;
	const record = { recordType: 'DIAL', dialId };
	const evalRecordId = await idOf(simulator, `${config}/records`, record);
	const prompt = { recordType: 'PROMPT', name: 'Angry caller', systemPrompt: 'Be angry.' };
	await idOf(simulator, `${config}/records`, prompt);
	await idOf(simulator, `${config}/records`, prompt);
	const waitingRunId = await idOf(simulator, `${config}/runs`, {
		callAgentId: known.agent,
		versionedPromptId: known.prompt,
	});

	// Saved workflows have been given voices of this type.
	await simulator.settings({ pageSize: 1, cloneVoiceType: 'cloned' });
	await simulator.clearRequests();
	return {
		dialId,
		recordingPath: url.replace(simulator.baseUrl, ''),
		batchId,
		evalRecordId,
		waitingRunId,
	};
}

async function idOf(simulator: Simulator, path: string, input: object): Promise<string> {
	const { status, text } = await callWithJson(simulator, 'POST', path, input);
	if (status !== 200) throw new Error(`${status} ${text}`);
	return (JSON.parse(text) as { id: string }).id;
}
