import type { INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowToImport } from '../../n8n/types.mts';
import { seedId } from '../../simulator/seed-id.mts';
import { node, workflow } from './workflows.mts';

/** Somebody to call; `name` does not go through the Vogent node. */
export interface Person {
	name: string;
	toNumber: string;
}

/** So many people, each with a number of their own. */
export function people(...names: string[]): Person[] {
	return names.map((name, index) => ({ name, toNumber: `+155501000${10 + index}` }));
}

/** The parameters of Create and Wait as the editor makes them, changed where `changes` says so. */
export function callParameters(changes: INodeParameters = {}): INodeParameters {
	return {
		resource: 'call',
		operation: 'createAndWait',
		kind: 'phone',
		callAgentId: { __rl: true, mode: 'id', value: seedId('agent 1') },
		toNumber: '={{ $json.toNumber }}',
		callFrom: 'number',
		fromNumberId: { __rl: true, mode: 'id', value: seedId('phone number 1') },
		aiVoiceId: { __rl: true, mode: 'id', value: '' },
		callAgentInputMode: 'fields',
		callAgentInput: {},
		timeoutMinutes: 10,
		waitFor: 'callEnded',
		waitMinutes: 60,
		additionalFields: {},
		options: {},
		...changes,
	};
}

/** The same as a tool, where how long it waits, and for what, is left to the defaults. */
export function toolParameters(changes: INodeParameters = {}): INodeParameters {
	const parameters = callParameters({ options: { checkEverySeconds: 1 }, ...changes });
	delete parameters.waitFor;
	delete parameters.waitMinutes;
	return parameters;
}

/** The Vogent node that calls; with `credentialId` under another credential. */
export function callNode(
	parameters: INodeParameters = {},
	{ credentialId = 'vogent-credential', ...more }: Partial<INode> & { credentialId?: string } = {},
): INode {
	return node('Vogent', 'n8n-nodes-vogent.vogent', callParameters(parameters), {
		credentials: { vogentApi: { id: credentialId, name: 'Vogent API' } },
		...more,
	});
}

/**
 * A workflow that starts with people posted to `/webhook/<id>`, one item each, and answers at once. Behind the Vogent node, on each of its outputs, a node reads the person that the item is paired with.
 */
export function callWorkflow(id: string, vogent: INode, then: INode[] = []): WorkflowToImport {
	const start = node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{
			httpMethod: 'POST',
			path: id,
			responseMode: 'onReceived',
			options: {},
		},
		{ typeVersion: 2, webhookId: id },
	);
	const split = node('People', 'n8n-nodes-base.splitOut', {
		fieldToSplitOut: 'body.people',
		options: {},
	});
	const branches = vogent.onError === 'continueErrorOutput' ? ['After', 'Failed'] : ['After'];
	const made = workflow(id, [start, split, vogent], branches.map(readPerson));
	if (then[0] === undefined) return made;
	const { connections } = workflow(id, [readPerson('After'), ...then]);
	return {
		...made,
		nodes: [...made.nodes, ...then],
		connections: { ...made.connections, ...connections },
	};
}

function readPerson(name: string): INode {
	const set = (id: string, field: string, value: string) => ({
		id,
		name: field,
		type: 'string',
		value,
	});
	return node(
		name,
		'n8n-nodes-base.set',
		{
			assignments: {
				assignments: [
					set('1', 'name', "={{ $('People').item.json.name }}"),
					set('2', 'campaign', "={{ $('Webhook').item.json.body.campaign }}"),
					set('3', 'call', '={{ $json.id ?? $json.dialId ?? "" }}'),
				],
			},
			options: {},
		},
		{ typeVersion: 3.4 },
	);
}
