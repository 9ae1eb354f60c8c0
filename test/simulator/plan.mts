import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './answer.mts';
import type { PlannedAnswer, ReceivedRequest } from './records.mts';

/** Takes the next planned answer for this request off the plan; undefined when none is meant for it. */
export function takePlanned(
	plan: PlannedAnswer[],
	request: ReceivedRequest,
): PlannedAnswer | undefined {
	const index = plan.findIndex((planned) => isMeantFor(planned, request));
	const planned = plan[index];
	if (!planned) return undefined;
	const left = (planned.times ?? 1) - 1;
	if (left > 0) plan[index] = { ...planned, times: left };
	else plan.splice(index, 1);
	return planned;
}

/** Carries out a planned answer; `answerForReal` runs the operation, at most once. */
export async function followPlan(
	planned: PlannedAnswer,
	answerForReal: () => Promise<Answer>,
): Promise<Answer> {
	const { status, headers, body, hangUp } = planned;
	const replacesAnswer = status !== undefined || headers !== undefined || body !== undefined;
	const cutsBeforeAnswer = hangUp === 'before-answer';
	const runsOperation = planned.processFirst || !(replacesAnswer || cutsBeforeAnswer);
	const real = runsOperation ? await answerForReal() : undefined;
	if (planned.delayMs) await wait(planned.delayMs);
	if (real && !replacesAnswer) return { ...real, hangUp };
	const isText = typeof body === 'string';
	return {
		status: status ?? 200,
		headers: {
			...(body === undefined
				? {}
				: { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json' }),
			...lowerCased(headers),
		},
		body: body === undefined ? '' : isText ? body : JSON.stringify(body),
		hangUp,
	};
}

function isMeantFor(planned: PlannedAnswer, request: ReceivedRequest): boolean {
	if (planned.method && planned.method.toUpperCase() !== request.method) return false;
	const wanted = planned.path.split('/');
	const actual = request.path.split('/');
	return (
		wanted.length === actual.length &&
		wanted.every((segment, index) => /^\{.+\}$/.test(segment) || segment === actual[index])
	);
}

function lowerCased(headers: PlannedAnswer['headers'] = {}): Answer['headers'] {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}
