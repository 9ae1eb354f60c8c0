import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';

import { launchSimulator, type Simulator } from '../../simulator/client.mts';
import { createContext, itemWithFile, useBinaryStore } from '../support/execution.mts';
import { useFastClock } from '../support/fastClock.mts';
import { faults } from './faults.mts';
import { rows } from './rows.mts';
import {
	checkRequests,
	checkSecrets,
	checkVoices,
	checkWhatTheUserSees,
} from './support/check.mts';
import { clip } from './support/clip.mts';
import { LogLines } from './support/logLines.mts';
import { readPage, writePage } from './support/page.mts';
import { inPool } from './support/pool.mts';
import { runRow, type Outcome } from './support/runRow.mts';
import { CLIP_NAMES } from './support/userView.mts';

const SIMULATORS = 4;

/** What was seen of each row, and the lines of n8n's log meanwhile. */
let seen: Array<Outcome & { lines: string[] }>;
let simulators: Simulator[] = [];

jest.setTimeout(300_000);
useBinaryStore();
useFastClock();
beforeAll(async () => {
	simulators = await Promise.all(
		Array.from({ length: SIMULATORS }, async () => await launchSimulator()),
	);
	const items: INodeExecutionData[] = await Promise.all(
		CLIP_NAMES.map(async (name) => await itemWithFile(clip, { json: { name } })),
	);
	const { logger } = await createContext({
		parameters: {},
		credential: { apiKey: '', baseUrl: '' },
	});
	const log = new LogLines(logger);
	seen = await inPool(rows, simulators, async (row, simulator) => {
		let outcome: Outcome | undefined;
		const lines = await log.during(async () => {
			outcome = await runRow(row, simulator, items);
		});
		if (outcome === undefined) throw new Error(`nothing was seen of ${row.title}`);
		return { ...outcome, lines };
	});
});
afterAll(async () => {
	await Promise.all(simulators.map(async (simulator) => await simulator.stop()));
});

describe.each(rows.map(({ title }, index) => [title, index] as const))('%s', (_, index) => {
	const outcome = () => {
		const found = seen[index];
		if (found === undefined) throw new Error('the row was not run');
		return found;
	};

	test('what the user sees', () => checkWhatTheUserSees(outcome()));
	test('requests', () => checkRequests(outcome()));
	test('voices', () => checkVoices(outcome()));
	test('secrets', () => checkSecrets(outcome(), outcome().lines));
});

test('every fault has a row', () => {
	expect(new Set(rows.map(({ fault }) => fault))).toEqual(new Set(Object.values(faults)));
});

test('docs/reliability.md has the summary of what was seen; UPDATE_DOCS=1 writes it', async () => {
	const { page, wanted } = await readPage(seen);
	if (process.env.UPDATE_DOCS === '1') await writePage(wanted);
	else expect(page).toBe(wanted);
});
