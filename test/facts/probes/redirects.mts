import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Line } from '../support/line.mts';
import { send } from '../support/send.mts';
import { answerWith, withServer } from '../support/server.mts';

/** A request to a server that redirects to another host, and what that one got. */
async function redirected(line: Line, options: Partial<IHttpRequestOptions>) {
	return await withServer(
		answerWith(200, 'from the other host'),
		async (other) =>
			await withServer(
				answerWith(302, 'moved', { location: `http://localhost:${other.port}/` }),
				async ({ url, received }) => {
					const context = await line.createContext();
					const { status, body } = await send(context, {
						url,
						encoding: 'text',
						returnFullResponse: true,
						ignoreHttpStatusErrors: true,
						...options,
					});
					return {
						status,
						body,
						sent: received.map(({ headers }) => headers.authorization),
						sentToTheOther: other.received.map(({ headers }) => headers.authorization),
					};
				},
			),
	);
}

export const probes = {
	switchedOff: (line: Line) => redirected(line, { disableFollowRedirect: true }),
	switchedOn: (line: Line) => redirected(line, {}),
	withoutCredentials: (line: Line) =>
		redirected(line, { sendCredentialsOnCrossOriginRedirect: false }),
	atMostNone: (line: Line) => redirected(line, { maxRedirects: 0 }),
};
