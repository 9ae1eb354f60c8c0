import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { readExpected, readSaved, writeExpected } from '../support/savedWorkflows/folder.mts';
import { workflowsOfTrigger } from '../support/savedWorkflows/triggers.mts';
import { saveWhatIsNew } from '../support/savedWorkflows/write.mts';
import { shareN8n, type RunningN8n } from './support/n8n.mts';
import { SavedRunner, type Expected } from './support/savedWorkflows.mts';

jest.setTimeout(240_000);

/** The version for which to save what no version has saved yet; undefined to save nothing. */
const version = process.env.UPDATE_SAVED;
if (version !== undefined) saveWhatIsNew(version);

/** What happens to the workflows of which nobody has written down yet what came of it. */
const happenings = new Map(
	workflowsOfTrigger().map(({ name, happenings: events }) => [name, { events }]),
);

let n8n: RunningN8n;
let runner: SavedRunner;

beforeAll(async () => {
	n8n = await shareN8n();
	runner = new SavedRunner(n8n);
});
afterAll(async () => await n8n.close());

test.each(readSaved().map((saved) => [saved.version, saved.name, saved] as const))(
	'saved with %s, %s sends and gives what it did then',
	async (_version, name, saved) => {
		const expected = readExpected(saved) as Expected | undefined;
		const seen = await runner.run(saved, expected ?? happenings.get(name) ?? {});
		if (expected === undefined && version !== undefined) writeExpected(saved, seen);
		else expect(seen).toEqual(expected);
	},
);
