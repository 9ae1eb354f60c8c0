import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { callNode, callWorkflow, people } from './support/calls.mts';
import {
	endedEvent,
	eventAddress,
	openCallCenter,
	told,
	type CallCenter,
} from './support/waiting.mts';
import { vogentNode } from './support/workflows.mts';

jest.setTimeout(240_000);

const targets = ['callEnded', 'transcript', 'extractor', 'recording'] as const;
const anna = people('Anna', 'Bea');

let center: CallCenter;

beforeAll(async () => {
	const listing = vogentNode({ resource: 'voice', operation: 'getAll', limit: 1 });
	center = await openCallCenter([
		...targets.map((waitFor) => callWorkflow(waitFor, callNode({ waitFor }))),
		callWorkflow('thenList', callNode(), [{ ...listing, name: 'List' }]),
		callWorkflow('signed', callNode({}, { credentialId: 'signed' })),
	]);
});
beforeEach(async () => await center.simulator.reset());
afterAll(async () => await center.remove());

describe('an execution that waits for its calls', () => {
	test.each(targets)('goes on with what it waits for: %s', async (target) => {
		const { simulator } = center;
		await simulator.planCalls({ toNumber: anna[1]?.toNumber, talkingMs: 30_000 });
		const parked = await center.park(target, anna);
		expect(parked.runs('After')).toEqual([]);
		const deliveries = await simulator.advance(60_000);
		console.log(
			told(deliveries, await simulator.calls()),
			deliveries.map((d) => d.answer),
		);
		const execution = await center.ended(target);
		console.log(
			JSON.stringify(execution.output('Vogent')),
			JSON.stringify(execution.output('After')),
			execution.status,
		);
	});
});
void endedEvent;
void eventAddress;
