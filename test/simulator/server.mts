import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api } from './api.mts';
import { refusalAnswer, send } from './answer.mts';
import { controlRoot } from './api-root.mts';
import { answerControl } from './control.mts';
import { deliver } from './deliver.mts';
import { Exchange } from './exchange.mts';
import { Refusal } from './operation.mts';
import { followPlan, takePlanned } from './plan.mts';
import { receiveBody, receiveSome, startRecord } from './receive.mts';
import { operations } from './resources/index.mts';
import { State } from './state.mts';

const tenMinutesMs = 600_000;

/** Holds the state, so that a reset can put another in its place. */
export interface StateHolder {
	state: State;
	/** The requests to the API that are not over yet. */
	readonly underWay: Set<Exchange>;
}

/** Starts listening on this machine only; gives the server and its port. Throws when the port is taken. */
export async function startServer(
	apiKey: string,
	port: number,
): Promise<{ server: Server; port: number }> {
	const api = await Api.load(apiKey, operations);
	const holder: StateHolder = { state: new State(), underWay: new Set() };
	const server = createServer((request, response) => {
		handle(api, holder, request, response).catch((error: unknown) => {
			const message = error instanceof Error ? error.message : String(error);
			if (response.headersSent) response.destroy();
			else send(response, refusalAnswer(new Refusal(500, `The simulator failed: ${message}`)));
		});
	});
	// Uploads may be slow, and clients may come back late on an open connection.
	server.requestTimeout = 0;
	server.keepAliveTimeout = tenMinutesMs;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	return { server, port: (server.address() as AddressInfo).port };
}

async function handle(
	api: Api,
	holder: StateHolder,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const record = startRecord(request);
	const isControl = record.path === controlRoot || record.path.startsWith(`${controlRoot}/`);
	if (isControl) {
		await receiveBody(request, record);
		send(response, answerControl(holder, record));
		return;
	}

	const { state } = holder;
	record.operationId = api.operationIdOf(record);
	state.requests.push(record);
	const exchange = new Exchange(request, response, record);
	holder.underWay.add(exchange);
	exchange.over.addEventListener('abort', () => holder.underWay.delete(exchange));

	const planned = takePlanned(state.plan, record);
	if (planned?.hangUp === 'mid-upload') {
		return await receiveSome(exchange, planned.afterBytes ?? 1000);
	}
	await receiveBody(request, record);
	if (!record.complete) return;

	const answerForReal = () => api.answer(state, record);
	const answer = planned ? await followPlan(planned, answerForReal) : await answerForReal();
	await deliver(exchange, answer, planned);
}
