import type { INode } from 'n8n-workflow';

/** Whether the node is a tool of an AI agent, as n8n names those that it makes of nodes. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}
