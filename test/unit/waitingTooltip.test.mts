import { expect, test } from '@jest/globals';
import { Workflow } from 'n8n-workflow';
import type { INodeParameters, INodeTypes } from 'n8n-workflow';

import { Vogent } from '../../nodes/Vogent/Vogent.node.ts';
import { vogentNodeOf } from '../support/node.mts';

const nodeType = new Vogent();
const nodeTypes: INodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
};

/** What the editor shows of a node that waits, which it works out without any data. */
async function tooltipOf(parameters: INodeParameters): Promise<unknown> {
	const node = vogentNodeOf({
		parameters: { resource: 'call', operation: 'createAndWait', ...parameters },
	});
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
	const { waitingNodeTooltip } = nodeType.description;
	return workflow.expression.getSimpleParameterValue(node, waitingNodeTooltip, 'internal', {});
}

test.each([
	['the limit, where it is the default', {}, 'Waiting for calls, at most 60 min'],
	['the limit that the user has set', { waitMinutes: 5 }, 'Waiting for calls, at most 5 min'],
	[
		'no limit, where it comes from the data',
		{ waitMinutes: '={{ $json.minutes }}' },
		'Waiting for calls',
	],
])('the canvas says that calls are waited for, and %s', async (_, parameters, said) => {
	expect(await tooltipOf(parameters)).toBe(said);
});
