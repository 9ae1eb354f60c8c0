import type { INodeProperties } from 'n8n-workflow';

/** "Simplify", for operations whose whole answer is more than most workflows need. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
