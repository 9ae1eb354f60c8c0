import { nodeNameToToolName, type INode, type INodeParameters } from 'n8n-workflow';

import { findOperation } from '../../../nodes/Vogent/registry.ts';
import { line } from '../../n8n/lines.mts';
import type { WorkflowToImport } from '../../n8n/types.mts';
import type { Simulator } from '../../simulator/client.mts';
import { seedId } from '../../simulator/seed-id.mts';
import { callParameters, toolParameters } from './calls.mts';
import { launchChatModel, type ChatModel } from './chatModel.mts';
import { shareN8n } from './n8n.mts';
import type { Session } from './session.mts';
import { node, webhook, workflow } from './workflows.mts';

/** A running n8n with an AI agent that has a scripted model and the Vogent node as its tools. */
export interface AiOffice {
	simulator: Simulator;
	model: ChatModel;
	session: Session;
	/** Gives the agent a task, and waits until it is done; gives its last words. Throws when the workflow fails. */
	ask: (task: string) => Promise<string>;
	/** The same with an agent of version 2.2 that n8n runs again when it has failed. */
	askRetrying: (task: string) => Promise<string>;
	/** Retry in the list of executions, of the last one of that agent; waits until it has ended. */
	retry: () => Promise<void>;
	close: () => Promise<void>;
}

/** n8n's own nodes that the agent is made of. */
export const agentType = {
	type: '@n8n/n8n-nodes-langchain.agent',
	typeVersion: line.agentVersion,
};
export const modelType = { type: '@n8n/n8n-nodes-langchain.lmChatOpenAi', typeVersion: 1.3 };

/** The names that the model knows the tools by: n8n makes them from those of the nodes. */
export const tools = {
	getVoices: nodeNameToToolName(nodeName('voice', 'getAll')),
	createCall: nodeNameToToolName(nodeName('call', 'create')),
	callAndWait: nodeNameToToolName(nodeName('call', 'createAndWait')),
	getCall: nodeNameToToolName(nodeName('call', 'get')),
};

/** The name that the editor gives to a tool, which is also what it tells the model of it as long as nobody changes that. */
export function nodeName(resource: string, operation: string): string {
	return `${findOperation(resource, operation)?.action} in Vogent`;
}

/** Opens an office, whose workflow starts with a task that somebody posts. */
export async function openAiOffice(): Promise<AiOffice> {
	const n8n = await shareN8n();
	const { simulator, server, session } = n8n;
	const model = await launchChatModel();
	const { url, apiKey } = model;
	await n8n.addCredentials([
		{ id: 'model-credential', name: 'Model', type: 'openAiApi', data: { apiKey, url } },
	]);
	const retrying = { typeVersion: 2.2, retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const offices = [
		officeWorkflow('office', { typeVersion: agentType.typeVersion }),
		officeWorkflow('retrying', retrying),
	];
	await n8n.addWorkflows(offices, { isPublished: true });
	const ask = async (path: string, task: string) => {
		const response = await fetch(`${server.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ task }),
		});
		const answer = await response.text();
		if (!response.ok) throw new Error(`${response.status} ${answer}\n${server.log()}`);
		return (JSON.parse(answer) as { output: string }).output;
	};
	return {
		simulator,
		model,
		session,
		ask: async (task) => await ask('office', task),
		askRetrying: async (task) => await ask('retrying', task),
		retry: async () => {
			const { id } = await n8n.lastExecution('retrying');
			await session.post(`/rest/executions/${id}/retry`, { loadWorkflow: false });
			await n8n.lastExecution('retrying');
		},
		close: async () => {
			await n8n.close();
			await model.stop();
		},
	};
}

function officeWorkflow(path: string, settings: Partial<INode>): WorkflowToImport {
	const agent = node(
		'AI Agent',
		agentType.type,
		{ promptType: 'define', text: '={{ $json.body.task }}', options: {} },
		settings,
	);
	const chatModel = node(
		'OpenAI Chat Model',
		modelType.type,
		{
			model: { __rl: true, mode: 'id', value: 'scripted' },
			responsesApiEnabled: false,
			options: {},
		},
		{
			typeVersion: modelType.typeVersion,
			credentials: { openAiApi: { id: 'model-credential', name: 'Model' } },
		},
	);
	const vogentTools = [
		tool('voice', 'getAll', { limit: 20 }),
		tool(
			'call',
			'createAndWait',
			toolParameters({
				toNumber: "={{ $fromAI('phone_number', 'The phone number to call', 'string') }}",
			}),
		),
		tool(
			'call',
			'create',
			callParameters({
				callAgentId: byId("={{ $fromAI('agent_id', 'The ID of the agent that talks') }}"),
				toNumber: "={{ $fromAI('phone_number', 'The phone number to call', 'string') }}",
				fromNumberId: byId(seedId('phone number 1')),
				aiVoiceId: byId("={{ $fromAI('voice_id', 'The ID of the voice that speaks', 'string') }}"),
			}),
		),
		tool('call', 'get', {
			// As the editor writes it where the user lets the model define a field.
			dialId: "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Call_ID', ``, 'string') }}",
		}),
	];
	const office = workflow(path, [webhook(path), agent]);
	const to = (type: 'ai_languageModel' | 'ai_tool') => ({
		[type]: [[{ node: agent.name, type, index: 0 }]],
	});
	office.connections[chatModel.name] = to('ai_languageModel');
	for (const { name } of vogentTools) office.connections[name] = to('ai_tool');
	return { ...office, nodes: [...office.nodes, chatModel, ...vogentTools] };
}

/** A Vogent tool; its name, and what it tells the model of itself, are left as the editor makes them. */
function tool(resource: string, operation: string, parameters: INodeParameters): INode {
	return node(
		nodeName(resource, operation),
		'n8n-nodes-vogent.vogentTool',
		{ ...parameters, resource, operation },
		{
			...(line.toolErrors === 'go to the model' ? {} : { onError: 'continueRegularOutput' }),
			credentials: { vogentApi: { id: 'vogent-credential', name: 'Vogent API' } },
		},
	);
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
