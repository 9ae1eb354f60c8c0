import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { inboundAnswer } from '../Vogent/calls/inboundAnswer';
import { isJsonObject } from '../Vogent/text/json';

/** n8n evaluates it before the event is known; `receiveEvent` answers all events but inbound calls itself. */
export const RESPONSE_MODE = '={{ $parameter["answer"] || "onReceived" }}';

/** Fields for answering inbound calls. */
export const answerFields: INodeProperties[] = [
	{
		displayName: 'Answer Inbound Calls',
		name: 'answer',
		type: 'options',
		noDataExpression: true,
		default: 'onReceived',
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'The call begins at once, without values from the workflow',
			},
			{
				name: "Using 'Answer Inbound Call' Node",
				value: 'responseNode',
				description: 'A Vogent node with this operation sends the answer, and the workflow goes on',
			},
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description: 'The workflow must end within 3 seconds',
			},
		],
		description:
			"How to fill in the variables of the agent's prompt. After 3 seconds without an answer, the call begins without them.",
	},
	{
		displayName:
			'End with an <b>Edit Fields</b> node that sets a field such as <code>call_agent_input.first_name</code> for each variable and, if you like, <code>keywords</code>. Only the first item is used, and no other fields are sent.',
		name: 'lastNodeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { answer: ['lastNode'] } },
	},
	{
		displayName:
			"Add a <b>Vogent</b> node with the operation <b>Answer Inbound Call</b> where the variables are known. n8n's Respond to Webhook node cannot answer for this trigger.",
		name: 'responseNodeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { answer: ['responseNode'] } },
	},
];

/** Whether the workflow answers inbound calls. */
export function workflowAnswers(context: IHookFunctions | IWebhookFunctions): boolean {
	return context.getNodeParameter('answer', 'onReceived') !== 'onReceived';
}

/** The used part of Express' response. */
export interface Response {
	headersSent: boolean;
	statusCode: number;
	status: (code: number) => Response;
	json: (body: unknown) => unknown;
}

/** n8n's answer, with status 500 and a stack trace, if the last node has no items. */
const NO_ITEMS = /^No item to return/;

/**
 * Reshapes the answer that n8n sends later: n8n would send the whole item of the last node. No items are not an error, and
 * of a real error only the status goes out.
 */
export function shapeAnswer(response: Response): void {
	const send = response.json.bind(response);
	response.json = (body) => {
		if (isJsonObject(body) && NO_ITEMS.test(String(body.message))) response.status(200);
		return send(
			response.statusCode < 400 ? inboundAnswer(body) : { error: 'The workflow has failed' },
		);
	};
}
