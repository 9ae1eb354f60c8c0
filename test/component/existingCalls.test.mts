import { describe, expect, test } from '@jest/globals';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { calling } from './support/call.mts';
import { runNode } from './support/execution.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

describe('an existing call', () => {
	const start = async () => {
		await runNode(calling(simulator, 'create'));
		const [call] = await simulator.calls();
		const dialId = call?.dial.id ?? '';
		return {
			dialId,
			to: (operation: string, more = {}) => calling(simulator, operation, { dialId, ...more }),
		};
	};

	test('is given simplified, with what was said, as lines and as one text', async () => {
		const { dialId, to } = await start();
		await simulator.advance(60_000);
		const { output } = await runNode(to('get', { simplify: true }));
		const [call] = await simulator.calls();
		const all = call?.dial.transcript ?? [];
		const spoken = all.filter(({ text, detailType }) => text !== '' && detailType !== 'function');
		expect(spoken.length).toBeGreaterThan(1);
		expect(all.length).toBeGreaterThan(spoken.length);
		expect(output[0]?.json).toEqual({
			dialId,
			status: 'completed',
			systemResultType: 'COUNTERPARTY_HANGUP',
			toNumber: '+15550100001',
			inputs: call?.dial.inputs,
			durationSeconds: call?.dial.durationSeconds,
			aiResult: call?.dial.aiResult,
			transcriptText: spoken.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n'),
			transcript: spoken.map(({ speaker, text, startTimeMs, endTimeMs }) => ({
				speaker,
				text,
				startTimeMs,
				endTimeMs,
			})),
			functionCalls: all.flatMap(({ functionCalls = [] }) => functionCalls),
			nodeTransitions: all.flatMap(({ nodeTransition }) => nodeTransition ?? []),
			recordings: call?.dial.recordings?.map(({ url }) => url),
		});
	});

	test('is given whole', async () => {
		const { to } = await start();
		await simulator.advance(60_000);
		const { output } = await runNode(to('get', { simplify: false }));
		expect(output[0]?.json).toEqual((await simulator.calls())[0]?.dial);
	});
});
