import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { useSimulator } from '../simulator/hooks.mts';
import type { Simulator } from '../simulator/client.mts';
import { expectArrived } from '../support/everything/arrived.mts';
import { rows } from '../support/everything/index.mts';
import { makeReady } from '../support/everything/made.mts';
import { differencesFromSchema } from '../support/everything/output.mts';
import { clipPath } from '../support/everything/voice.mts';
import { itemWithFile, runNode, useBinaryStore } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';

let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));
useBinaryStore();

test.each(rows.map((row) => [row.name, row] as const))(
	'%s sends every field, and gives what its schema says',
	async (_, row) => {
		const { parameters, requests } = row.fill(await makeReady(simulator));
		if (row.waits) await simulator.settings({ clock: 'real', clockSpeed: 100_000 });
		const { output } = await runNode({
			parameters,
			items: [await itemWithFile(readFileSync(clipPath))],
			credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
		});
		const newCall = (await simulator.calls()).at(-1)?.dial.id;
		expectArrived(row, requests, await simulator.requests(), newCall);
		expect(output).not.toEqual([]);
		expect(differencesFromSchema(row, output)).toEqual([]);
	},
);
