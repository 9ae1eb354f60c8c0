import type { INode } from 'n8n-workflow';

/** A Vogent node of a workflow, without parameters unless `changes` has them. */
export function vogentNodeOf(changes: Partial<INode> = {}): INode {
	return {
		id: '1',
		name: 'Vogent',
		type: 'n8n-nodes-vogent.vogent',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...changes,
	};
}
