import { NodeOperationError } from 'n8n-workflow';
import type { INodeProperties, NodeTypeAndVersion } from 'n8n-workflow';

import { inboundAnswer } from '../../calls/inboundAnswer';
import type { ItemResult, ItemRun } from '../../execution/run';
import { keywordsField } from '../../fields/conversation';
import { propertiesOf, readField } from '../../fields/field';
import type { Operation } from '../../operation';
import { excerpt } from '../../text/displayText';
import { readVariables, variableFields } from './variables';

const TRIGGER_TYPE = /\.vogentTrigger$/;

const fields: INodeProperties[] = [
	{
		displayName:
			"In the <b>Vogent Trigger</b>, set <b>Answer Inbound Calls</b> to <b>Using 'Answer Inbound Call' Node</b>. Vogent waits 3 seconds for this node. The first item is the answer; all items go on unchanged.",
		name: 'triggerNotice',
		type: 'notice',
		default: '',
	},
	...propertiesOf([...variableFields, keywordsField]),
];

/**
 * Answers the inbound call that has started the execution, by the first item, and passes all items on. Another event is
 * not answered, with a hint. Throws a NodeOperationError for a bad field, and where no trigger waits for this node.
 * API page: "Webhooks" (`dial.inbound`).
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const { context, itemIndex } = item;
	if (itemIndex === 0 && isAwaited(item)) {
		await context.sendResponse({
			statusCode: 200,
			headers: {},
			body: inboundAnswer({
				call_agent_input: readVariables(item),
				keywords: readField(item, keywordsField),
			}),
		});
	}
	const { json, binary } = context.getInputData()[itemIndex] ?? { json: {} };
	return [{ json, binary }];
}

/** Whether an inbound call waits. Throws a NodeOperationError where no trigger waits for this node. */
function isAwaited({ context, hint }: ItemRun): boolean {
	const parents = context.getParentNodes(context.getNode().name, { includeNodeParameters: true });
	const triggers = parents.filter(({ type, disabled }) => TRIGGER_TYPE.test(type) && !disabled);
	const of = ({ name }: NodeTypeAndVersion, what: string) =>
		context.evaluateExpression(`{{ $(${JSON.stringify(name)}).${what} }}`, 0);
	const trigger = triggers.find((one) => of(one, 'isExecuted') === true);
	if (trigger === undefined) {
		throw new NodeOperationError(context.getNode(), 'There is no inbound call to answer', {
			itemIndex: 0,
			description: 'Put this node after the Vogent Trigger that starts the workflow.',
		});
	}
	if (trigger.parameters?.answer !== 'responseNode') {
		throw new NodeOperationError(
			context.getNode(),
			`"${excerpt(trigger.name)}" does not wait for this node's answer`,
			{
				itemIndex: 0,
				description: `In "${excerpt(trigger.name)}", set "Answer Inbound Calls" to "Using 'Answer Inbound Call' Node".`,
			},
		);
	}
	const event = of(trigger, 'first().json.event');
	if (event === 'dial.inbound') return true;
	hint(`Nothing was answered: "${excerpt(event)}" is not an inbound call`);
	return false;
}

export const answerInbound: Operation = {
	value: 'answerInbound',
	name: 'Answer Inbound Call',
	action: 'Answer an inbound call',
	description: 'Fill in prompt variables while an inbound call waits',
	worksAsTool: false,
	makesNoRequests: true,
	fields,
	run,
};
