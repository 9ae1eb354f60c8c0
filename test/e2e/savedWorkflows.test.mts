import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { readExpected, readSaved, writeExpected } from '../support/savedWorkflows/folder.mts';
import { workflowsOfTrigger } from '../support/savedWorkflows/triggers.mts';
import { saveWhatIsNew } from '../support/savedWorkflows/write.mts';
import { SavedRunner, type Expected } from './support/savedWorkflows.mts';

jest.setTimeout(120_000);

/** The version for which to save what no version has saved yet; undefined to save nothing. */
const version = process.env.UPDATE_SAVED;
if (version !== undefined) saveWhatIsNew(version);

/** What happens to the workflows of which nobody has written down yet what came of it. */
const happenings = new Map(
	workflowsOfTrigger().map(({ name, happenings: events }) => [name, { events }]),
);

let runner: SavedRunner;

beforeAll(async () => {
	runner = await SavedRunner.start();
});
afterAll(async () => await runner.stop());

test.each(readSaved().map((saved) => [saved.version, saved.name, saved] as const))(
	'saved with %s, %s sends and gives what it did then',
	async (_version, name, saved) => {
		const expected = readExpected(saved) as Expected | undefined;
		const seen = await runner.run(saved, expected ?? happenings.get(name) ?? {});
		if (expected === undefined && version !== undefined) writeExpected(saved, seen);
		else expect(seen).toEqual(expected);
	},
);
