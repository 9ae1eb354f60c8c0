import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { startServer } from '../../support/http.mts';

/** What a bot asked Telegram for. */
export interface BotRequest {
	method: string;
	body: Record<string, unknown>;
}

/** A server that stands in for Telegram, with one bot. */
export interface Telegram {
	baseUrl: string;
	accessToken: string;
	requests: BotRequest[];
	/** Sends an update to the bot's webhook, with its secret; gives the status of the answer. */
	update: (message: object) => Promise<number>;
	stop: () => Promise<void>;
}

const accessToken = '1:token-of-a-test';

/** Starts it; every file of it is `file`, a voice message. */
export async function launchTelegram(file: Uint8Array): Promise<Telegram> {
	const requests: BotRequest[] = [];
	let webhook: BotRequest['body'] = {};
	const server = await startServer((request, response) => {
		void answer(request).then(({ status, body }) => {
			response.writeHead(status, {
				'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
			});
			response.end(body);
		});
	});

	const answer = async (request: IncomingMessage) => {
		const { pathname } = new URL(request.url ?? '', 'http://telegram');
		if (pathname === `/file/bot${accessToken}/voice/file_7.oga`) return { status: 200, body: file };
		if (!pathname.startsWith(`/bot${accessToken}/`)) return { status: 401, body: '{"ok":false}' };
		const method = pathname.split('/').at(-1) ?? '';
		const body = JSON.parse((await text(request)) || '{}') as BotRequest['body'];
		requests.push({ method, body });
		if (method === 'setWebhook') webhook = body;
		const results: Record<string, object> = {
			getWebhookInfo: { url: '' },
			getFile: { file_id: 'voice-7', file_size: file.length, file_path: 'voice/file_7.oga' },
		};
		return { status: 200, body: JSON.stringify({ ok: true, result: results[method] ?? {} }) };
	};

	return {
		baseUrl: server.url,
		accessToken,
		requests,
		update: async (message) => {
			const response = await fetch(String(webhook.url), {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'x-telegram-bot-api-secret-token': String(webhook.secret_token),
				},
				body: JSON.stringify({ update_id: requests.length, message }),
			});
			return response.status;
		},
		stop: server.stop,
	};
}
