import { fileOf, formOf } from '../support/form.mts';
import type { Line } from '../support/line.mts';
import { AS_THE_NODE, send } from '../support/send.mts';
import { answerWith, withServer } from '../support/server.mts';

export const probes = {
	/** What of a form arrives at a server. The boundary is written as `BOUNDARY`. */
	lineBreaks: async (line: Line) =>
		await withServer(answerWith(200, '{}'), async ({ url, received }) => {
			const type = 'text/plain; charset=utf-8';
			const body = formOf([['text', fileOf([Buffer.from('a\nb\r\nc\rd')], { type })]]);
			await send(await line.createContext(), { ...AS_THE_NODE, method: 'POST', url, body });
			const boundary = /boundary=(.+)$/.exec(received[0]?.headers['content-type'] ?? '')?.[1];
			return received[0]?.body.toString('utf8').replaceAll(boundary ?? 'none', 'BOUNDARY');
		}),
};
