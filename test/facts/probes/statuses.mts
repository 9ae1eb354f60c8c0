import type { Line } from '../support/line.mts';
import { AS_THE_NODE, send } from '../support/send.mts';
import { answerWith, withServer } from '../support/server.mts';

const STATUSES = [401, 404, 500, 503];

/** What the helper gives for each status, and how many requests that took. */
async function ignored(line: Line) {
	const answers = [];
	for (const status of STATUSES) {
		answers.push(
			await withServer(answerWith(status, '{"message":"no"}'), async ({ url, received }) => {
				const context = await line.createContext();
				const answer = await send(context, { ...AS_THE_NODE, url });
				return { ...answer, requests: received.length };
			}),
		);
	}
	return answers;
}

/** What the helper gives for a redirect to another host, and how many requests each of the two got. */
async function redirected(line: Line) {
	return await withServer(answerWith(200, 'from the other host'), async (other) => {
		const location = `http://localhost:${other.port}/`;
		return await withServer(answerWith(302, 'moved', { location }), async ({ url, received }) => {
			const answer = await send(await line.createContext(), { ...AS_THE_NODE, url });
			return { ...answer, requests: [received.length, other.received.length] };
		});
	});
}

export const probes = { ignored, redirected };
