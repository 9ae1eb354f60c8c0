import type { INodeExecutionData } from 'n8n-workflow';

import { errorOf } from '../support/failure.mts';
import type { Line } from '../support/line.mts';
import { AS_THE_NODE, send } from '../support/send.mts';
import { answerWith, withServer } from '../support/server.mts';

type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** What a function of n8n-workflow does with a signal: how it ended, and whether it waited its 600 ms. */
async function slept(line: Line, name: string, signal: AbortSignal) {
	const functions = line.workflow as unknown as Record<string, Sleep | undefined>;
	const sleep = functions[name];
	if (sleep === undefined) return 'is not there';
	const begin = Date.now();
	const ended = await sleep(600, signal).then(
		() => 'resolved',
		({ name, message }: Error) => `${name}: ${message}`,
	);
	return `${ended}, ${Date.now() - begin < 550 ? 'early' : 'in time'}`;
}

const soon = () => {
	const controller = new AbortController();
	setTimeout(() => controller.abort(new Error('my own reason')), 30);
	return controller.signal;
};

const binary = { data: 'eA==', mimeType: 'audio/wav', fileName: 'anna.wav' };
const items: INodeExecutionData[] = [{ json: {}, binary: { clip: binary } }, { json: {} }];

export const probes = {
	otherCredential: async (line: Line) =>
		await withServer(answerWith(200, 'ok'), async ({ url, received }) => {
			const context = await line.createContext();
			const getCredentials = { value: () => Promise.resolve({ authorization: 'Bearer other' }) };
			const self = Object.create(context, { getCredentials }) as typeof context;
			await send(context, { ...AS_THE_NODE, url }, self);
			await send(context, { ...AS_THE_NODE, url });
			return received.map(({ headers }) => headers.authorization);
		}),
	sleep: async ({ workflow }: Line) => {
		const begin = Date.now();
		await workflow.sleep(50);
		return Date.now() - begin >= 48;
	},
	sleepAborted: (line: Line) => slept(line, 'sleep', soon()),
	sleepWithAbort: (line: Line) => slept(line, 'sleepWithAbort', soon()),
	sleepWithAbortBefore: (line: Line) => slept(line, 'sleepWithAbort', AbortSignal.abort()),

	contextOfNode: async (line: Line) => {
		const runExecutionData = line.workflow.createRunExecutionData();
		const first = await line.createContext({ runExecutionData });
		const second = await line.createContext({ runExecutionData, runIndex: 1 });
		first.getContext('node')['created'] = { 0: 'voice-1' };
		return {
			same: first.getContext('node') === second.getContext('node'),
			seenBySecond: second.getContext('node'),
			saved: runExecutionData.executionData?.contextData,
		};
	},
	runIndex: async (line: Line) => {
		const context = await line.createContext({ runIndex: 3 });
		const { runIndex } = context as { runIndex?: unknown };
		return [runIndex, context.getWorkflowDataProxy(0).$runIndex as unknown];
	},
	cancelSignal: async (line: Line) => {
		const controller = new AbortController();
		const context = await line.createContext({ signal: controller.signal });
		const seen = [context.getExecutionCancelSignal()?.aborted];
		controller.abort();
		seen.push(context.getExecutionCancelSignal()?.aborted);
		return seen;
	},
	hints: async (line: Line) => {
		const context = await line.createContext();
		context.addExecutionHints({ message: 'Reused', location: 'outputPane' });
		return context.hints;
	},
	binaryByName: async (line: Line) => {
		const { helpers } = await line.createContext({ items });
		return helpers.assertBinaryData(0, 'clip');
	},
	binaryByValue: async (line: Line) => {
		const { helpers } = await line.createContext({ items });
		return helpers.assertBinaryData(1, binary);
	},
	binaryByPath: async (line: Line) => {
		const { helpers } = await line.createContext({
			items: [{ json: { files: { clip: { ...binary, id: 'filesystem-v2:1' } } } }],
			settings: { binaryMode: 'combined' },
		});
		return await Promise.resolve()
			.then(() => helpers.assertBinaryData(0, 'files.clip').fileName)
			.catch((error: Error) => error.message);
	},
	binaryMissing: async (line: Line) => {
		const { helpers } = await line.createContext({ items });
		const of = async (itemIndex: number, name: string) => {
			const error = await errorOf(
				Promise.resolve().then(() => helpers.assertBinaryData(itemIndex, name)),
			);
			return { kind: error.constructor.name, message: error.message };
		};
		return [await of(0, 'other'), await of(1, 'clip')];
	},
};
