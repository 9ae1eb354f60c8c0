import { expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';

import { runIndexOf } from '../../nodes/Vogent/execution/run.ts';

const contextOf = (members: object) => members as IExecuteFunctions;

test('the run index is that of the context', () => {
	expect(runIndexOf(contextOf({ runIndex: 2 }))).toBe(2);
});

test('it comes from the data for expressions where the context does not tell', () => {
	expect(runIndexOf(contextOf({ getWorkflowDataProxy: () => ({ $runIndex: 4 }) }))).toBe(4);
});
