import type { Answer } from './answer.mts';
import { matchesPath } from './path.mts';
import type { PlannedAnswer, ReceivedRequest } from './records.mts';

/**
 * Takes the planned answer for this request off the plan: the earliest that matches it and has nothing left to skip.
 * Returns undefined when none does. Every other one that matches has seen one request more of those that it skips.
 */
export function takePlanned(
	plan: PlannedAnswer[],
	request: ReceivedRequest,
): PlannedAnswer | undefined {
	const matching = plan.filter((planned) => isMeantFor(planned, request));
	const taken = matching.find((planned) => !planned.skip);
	for (const planned of matching) {
		if (planned.skip) planned.skip -= 1;
	}
	if (!taken) return undefined;
	taken.times = (taken.times ?? 1) - 1;
	if (taken.times === 0) plan.splice(plan.indexOf(taken), 1);
	return taken;
}

/**
 * Returns the answer that a plan leads to, to be delivered with the plan's faults; `answerForReal` runs the operation, at
 * most once.
 */
export async function followPlan(
	planned: PlannedAnswer,
	answerForReal: () => Promise<Answer>,
): Promise<Answer> {
	const { status, headers, body } = planned;
	const replacesAnswer = status !== undefined || headers !== undefined || body !== undefined;
	const endsBeforeAnswer = [planned.hangUp, planned.stall].includes('before-answer');
	const runsOperation = planned.processFirst || !(replacesAnswer || endsBeforeAnswer);
	const real = runsOperation ? await answerForReal() : undefined;
	if (real && !replacesAnswer) return real;
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
	};
}

function isMeantFor(planned: PlannedAnswer, request: ReceivedRequest): boolean {
	if (planned.method && planned.method.toUpperCase() !== request.method) return false;
	return matchesPath(planned.path, request.path);
}

function lowerCased(headers: PlannedAnswer['headers'] = {}): Answer['headers'] {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}
