import type { INodeProperties } from 'n8n-workflow';

/** A field for what the API has gained since; what it has goes over the other fields. */
export function otherFields(request: string): INodeProperties {
	return {
		displayName: 'Other Fields (JSON)',
		name: 'otherFields',
		type: 'json',
		default: '{}',
		description: `Further fields of ${request} in Vogent's API, for what this node does not know yet. They replace the fields above.`,
	};
}
