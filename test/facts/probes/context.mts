import type { Line } from '../support/line.mts';
import { AS_THE_NODE, send } from '../support/send.mts';
import { answerWith, withServer } from '../support/server.mts';

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
	runIndex: async (line: Line) => {
		const context = await line.createContext({ runIndex: 3 });
		const { runIndex } = context as { runIndex?: unknown };
		return [runIndex, context.getWorkflowDataProxy(0).$runIndex as unknown];
	},
};
