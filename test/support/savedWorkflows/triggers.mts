import type { INode, INodeParameters } from 'n8n-workflow';

import { known } from '../everything/made.mts';
import { chosen, given } from '../everything/row.mts';
import { toFillIn } from './placeholders.mts';
import { named, node, vogentNode, type NamedWorkflow } from './workflows.mts';

/** Something that happens while a workflow is active. */
export type Happening =
	/** A request of the service, which is sent to the trigger. */
	| { event: object }
	/** A call that comes in, which the service tells the address that the agent has. */
	| { inboundCall: { agentId: string; sourceNumber: string } };

/** A workflow with a Vogent Trigger, and what happens to it: the last of it starts the workflow. */
export interface TriggerWorkflow extends NamedWorkflow {
	happenings: Happening[];
}

const call = { dial_session_id: 'session-1', dial_id: toFillIn('made.dialId') };
const created = event('dial.created', call);
const ringing = event('dial.updated', { ...call, status: 'ringing' });
const completed = event('dial.updated', { ...call, status: 'completed' });
const recorded = event('dial.recording_created', {
	dial_id: call.dial_id,
	recording_url: toFillIn('baseUrl') + toFillIn('made.recordingPath'),
});
const extracted = event('dial.extractor', { dial_id: call.dial_id, ai_result: { booked: true } });
const transcribed = event('dial.transcript', {
	dial_id: call.dial_id,
	transcript: [{ text: 'Grüße 👋', speaker: 'AI' }],
});
const functionCalled: Happening = {
	event: { dial_id: call.dial_id, dial: { id: call.dial_id }, params: { city: 'Bern' } },
};
const comesIn: Happening = {
	inboundCall: { agentId: known.agent, sourceNumber: '+18005550100' },
};

/** The trigger and what answers for it, as users save them. */
export function workflowsOfTrigger(): TriggerWorkflow[] {
	return [
		startedByEvents(
			'trigger everything',
			{
				events: [
					'function.call',
					'dial.created',
					'dial.updated',
					'dial.extractor',
					'dial.inbound',
					'dial.recording_created',
					'dial.transcript',
				],
				statuses: ['completed', 'failed'],
				callAgentId: chosen(known.agent),
				options: {
					binaryPropertyName: 'recording',
					downloadRecording: true,
					dropRepeats: true,
					lookUpCall: true,
					maxFileSize: 100,
				},
			},
			[noOperation],
			// One of them comes again.
			[
				...[created, ringing, completed, recorded, extracted, transcribed, functionCalled],
				...[created, comesIn],
			],
		),
		startedByEvents(
			'trigger minimal',
			{ events: ['dial.updated'] },
			[noOperation],
			[created, ringing, completed, ringing],
		),
		startedByEvents(
			'trigger as received',
			{ events: ['dial.recording_created', 'function.call'], simplify: false },
			[noOperation],
			[recorded, functionCalled],
		),
		startedByEvents(
			'trigger that answers with the last node',
			{ events: ['dial.inbound'], answer: 'lastNode', callAgentId: given(known.agent) },
			[editFields],
			[comesIn],
		),
		answering('call answerInbound', {
			callAgentInput: {
				variables: [
					{ name: 'first_name', value: 'Anna' },
					{ name: 'caller', value: '={{ $json.source_number }}' },
				],
			},
			keywords: 'Vogent, Anna',
		}),
		answering('call answerInbound with JSON', {
			callAgentInputMode: 'json',
			callAgentInputJson: '{ "age": 44, "member": true }',
		}),
		answering('call answerInbound minimal', {}),
	];
}

const noOperation = node('No Operation, do nothing', 'n8n-nodes-base.noOp', {});

const editFields = node(
	'Edit Fields',
	'n8n-nodes-base.set',
	{
		assignments: {
			assignments: [
				{
					id: 'first_name',
					name: 'call_agent_input.first_name',
					value: 'Anna',
					type: 'string',
				},
			],
		},
		options: {},
	},
	{ typeVersion: 3.4 },
);

function answering(name: string, parameters: INodeParameters): TriggerWorkflow {
	const answer = vogentNode(
		'Vogent',
		{ type: 'n8n-nodes-vogent.vogent', typeVersion: 1 },
		{ resource: 'call', operation: 'answerInbound', ...parameters },
	);
	return startedByEvents(
		name,
		{
			events: ['dial.inbound', 'dial.created'],
			answer: 'responseNode',
			callAgentId: chosen(known.agent),
		},
		[answer],
		[comesIn, created],
	);
}

function startedByEvents(
	name: string,
	parameters: INodeParameters,
	next: INode[],
	happenings: Happening[],
): TriggerWorkflow {
	const trigger = vogentNode(
		'Vogent Trigger',
		{ type: 'n8n-nodes-vogent.vogentTrigger', typeVersion: 1 },
		parameters,
		{ webhookId: '' },
	);
	return { ...named(name, [trigger, ...next]), happenings };
}

function event(name: string, payload: object): Happening {
	return { event: { event: name, payload } };
}
