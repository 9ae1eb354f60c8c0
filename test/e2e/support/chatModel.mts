import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { startServer } from '../../support/http.mts';

/** A message of a conversation, as OpenAI's chat-completions API has it. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: unknown;
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
	tool_call_id?: string;
}

/** A tool as the model is told of it. */
export interface ChatTool {
	type: 'function';
	function: { name: string; description: string; parameters: Record<string, unknown> };
}

/** What the model was asked. */
export interface ChatRequest {
	/** All that came over the wire: path, headers, and body. */
	text: string;
	messages: ChatMessage[];
	tools: ChatTool[];
}

/** A wish of the model to use a tool. */
export interface ToolUse {
	tool: string;
	input: Record<string, unknown>;
}

/** What the model does next: it says something, which ends the conversation, or it uses tools. */
export type Turn = (conversation: Conversation) => Said | Promise<Said>;

type Said = string | ToolUse[];

/** A model that does what a test has planned. */
export interface ChatModel {
	/** What to give as the base URL of the API. */
	url: string;
	apiKey: string;
	/** What it was asked since the last `plan`, in order. */
	requests: ChatRequest[];
	/** Plans its next turns, one a request; what was planned or asked before is forgotten. */
	plan: (...turns: Turn[]) => void;
	stop: () => Promise<void>;
}

const completionsPath = '/v1/chat/completions';

/**
 * Starts a server of this process that speaks as much of OpenAI's chat-completions API as n8n's OpenAI Chat Model needs
 * with "Use Responses API" off. It answers 400, which n8n does not try again, to anything but a turn that was planned.
 */
export async function launchChatModel(): Promise<ChatModel> {
	let turns: Turn[] = [];
	const requests: ChatRequest[] = [];

	const answer = async (request: IncomingMessage) => {
		const body = await text(request);
		const { method, url } = request;
		if (method !== 'POST' || url !== completionsPath) throw new Error(`No API at ${method} ${url}`);
		const { messages, tools = [] } = JSON.parse(body) as ChatRequest;
		requests.push({ text: [url, ...request.rawHeaders, body].join('\n'), messages, tools });
		const turn = turns.shift();
		if (turn === undefined) throw new Error('Nothing is planned for this request');
		return completion(await turn(new Conversation(messages)), requests.length);
	};

	const server = await startServer((request, response) => {
		const reply = (status: number, body: object) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		};
		answer(request).then(
			(body) => reply(200, body),
			(error: unknown) => reply(400, { error: { message: String(error) } }),
		);
	});
	return {
		url: `${server.url}/v1`,
		apiKey: 'key-of-a-scripted-model',
		requests,
		plan: (...planned) => {
			turns = planned;
			requests.length = 0;
		},
		stop: server.stop,
	};
}

/** What a model knows when it is its turn. */
export class Conversation {
	private readonly messages: ChatMessage[];

	constructor(messages: ChatMessage[]) {
		this.messages = messages;
	}

	/** What each use of a tool has given so far, in order: a row an item. Throws where one gave anything else. */
	results(): Row[][] {
		return this.messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => rowsOf(content));
	}

	/** What the last use of a tool has given. */
	last(): Row[] {
		return this.results().at(-1) ?? [];
	}
}

/** An item that a tool has given. */
export type Row = Record<string, unknown>;

function rowsOf(content: unknown): Row[] {
	const rows: unknown = JSON.parse(String(content));
	if (!Array.isArray(rows)) throw new Error(`A tool gave no rows: ${String(content)}`);
	return rows as Row[];
}

/** The answer of the API, `chat.completion`. */
function completion(said: Said, number: number): object {
	const message =
		typeof said === 'string'
			? { role: 'assistant', content: said }
			: {
					role: 'assistant',
					content: null,
					tool_calls: said.map(({ tool, input }, index) => ({
						id: `use_${number}_${index}`,
						type: 'function',
						function: { name: tool, arguments: JSON.stringify(input) },
					})),
				};
	return {
		id: `completion-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [
			{ index: 0, message, finish_reason: typeof said === 'string' ? 'stop' : 'tool_calls' },
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
