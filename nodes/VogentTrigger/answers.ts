import type { INodeProperties } from 'n8n-workflow';

import { inboundAnswer } from '../Vogent/inboundAnswer';

/** n8n asks for the mode before it hands over the request, so it is one for all events; `deliver` answers the others. */
export const RESPONSE_MODE = '={{ $parameter["answer"] || "onReceived" }}';

/** The fields about answering inbound calls. */
export const answerFields: INodeProperties[] = [
	{
		displayName: 'Answer Inbound Calls',
		name: 'answer',
		type: 'options',
		noDataExpression: true,
		default: 'onReceived',
		options: [
			{
				name: 'Immediately, Without Variables',
				value: 'onReceived',
				description: 'The call begins at once, and the workflow runs beside it',
			},
			{
				name: 'With a Call: Answer Inbound Call Node',
				value: 'responseNode',
				description: 'A Vogent node of the workflow sends the answer, and the workflow goes on',
			},
			{
				name: "With the Last Node's Output",
				value: 'lastNode',
				description: 'The workflow has to end within 3 seconds',
			},
		],
		description:
			"How the variables of the agent's prompt are filled. Vogent waits 3 seconds for it, then the call begins without. All other events are answered at once.",
	},
	{
		displayName:
			'Let the first item of the last node have a field <code>call_agent_input</code>, an object with the name and the value of each variable, and, if you like, <code>keywords</code>. In an Edit Fields node, name the fields <code>call_agent_input.first_name</code> and so on. Nothing else is sent.',
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

/** The part of Express' response that is used here. */
export interface Response {
	headersSent: boolean;
	statusCode: number;
	status: (code: number) => Response;
	json: (body: unknown) => unknown;
}

/**
 * Has the answer that n8n sends later go out in the shape that the service takes: n8n itself would send the whole item of
 * the last node, or words of its own where there is none. An error stays as it is.
 */
export function shapeAnswer(response: Response): void {
	const send = response.json.bind(response);
	response.json = (body) => send(response.statusCode < 400 ? inboundAnswer(body) : body);
}
