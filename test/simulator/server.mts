import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { messageOf } from '../support/messageOf.mts';
import { Api } from './api.mts';
import { refusalAnswer, send } from './answer.mts';
import { apiRoot, controlRoot, originOf } from './api-root.mts';
import { ApiPort } from './api-port.mts';
import { answerControl } from './controls.mts';
import { deliver } from './deliver.mts';
import { Exchange } from './exchange.mts';
import { listen } from './listen.mts';
import { Refusal } from './operation.mts';
import { answerPage } from './page.mts';
import { followPlan, takePlanned } from './plan.mts';
import { answerForeign, answerRecording, isRecordingPath } from './recordings.mts';
import { receiveBody, receiveSome, startRecord } from './receive.mts';
import { operations } from './resources/index.mts';
import { State } from './state.mts';

const tenMinutesMs = 600_000;

/** All that the controls can change. */
export interface Simulation {
	/** A reset puts another in its place. */
	state: State;
	/** The requests to the API that are not over yet. */
	readonly underWay: Set<Exchange>;
	readonly port: ApiPort;
	/** The only key that the API takes. */
	readonly apiKey: string;
}

/** Where everything is. */
export interface Address {
	/** What to give as the base URL of the API. */
	baseUrl: string;
	/** The only key that it takes. */
	apiKey: string;
	/** The controls have a port of their own, so that they answer while the API refuses connections. */
	controlUrl: string;
	/** A page for the browser that shows what was received; it is on the port of the controls. */
	pageUrl: string;
	/** A host that is not the service's, and must never be sent the key. */
	foreignUrl: string;
}

export interface RunningServers {
	address: Address;
	/** Ends all, whatever is under way. */
	stop: () => Promise<void>;
}

/** The ports to listen on; 0 for a free one. */
export interface Ports {
	api: number;
	controls: number;
}

/** Starts the API, its controls with their page, and another host. Throws when a port is taken. */
export async function startServers(apiKey: string, ports: Ports): Promise<RunningServers> {
	const api = await Api.load(apiKey, operations);
	const server = createSteadyServer(async (request, response) => {
		const exchange = new Exchange(request, response, startRecord(request));
		await handle(api, apiKey, simulation, exchange);
	});
	const apiPort = await listen(server, ports.api);
	const foreignServer = createSteadyServer((request, response) => {
		handleForeign(simulation.state, request, response);
		return Promise.resolve();
	});
	const foreignPort = await listen(foreignServer, 0);
	const simulation: Simulation = {
		state: new State({ api: originOf(apiPort), foreign: originOf(foreignPort) }),
		underWay: new Set(),
		port: new ApiPort(server, apiPort),
		apiKey,
	};
	const controlServer = createSteadyServer(async (request, response) => {
		const record = startRecord(request);
		await receiveBody(request, record);
		send(response, (await answerPage(record)) ?? (await answerControl(simulation, record)));
	});
	const controls = originOf(await listen(controlServer, ports.controls));
	return {
		address: {
			baseUrl: `${originOf(apiPort)}${apiRoot}`,
			apiKey,
			controlUrl: `${controls}${controlRoot}`,
			pageUrl: `${controls}/`,
			foreignUrl: originOf(foreignPort),
		},
		async stop() {
			simulation.state.end();
			await Promise.all([server, controlServer, foreignServer].map(close));
		},
	};
}

/** Returns a server that answers 500 when `answer` throws. */
function createSteadyServer(
	answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Server {
	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			const message = messageOf(error);
			if (response.headersSent) response.destroy();
			else send(response, refusalAnswer(new Refusal(500, `The simulator failed: ${message}`)));
		});
	});
	// Uploads may be slow, and clients may come back late on an open connection.
	server.requestTimeout = 0;
	server.keepAliveTimeout = tenMinutesMs;
	return server;
}

async function close(server: Server): Promise<void> {
	await new Promise<void>((resolve) => {
		// A server that does not listen just now is told as an error, and is as good as closed.
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

async function handle(
	api: Api,
	apiKey: string,
	simulation: Simulation,
	exchange: Exchange,
): Promise<void> {
	const { state, underWay } = simulation;
	const { request, record } = exchange;
	record.operationId = api.operationIdOf(record);
	state.requests.push(record);
	underWay.add(exchange);
	state.traffic.come(record.path);
	exchange.over.addEventListener('abort', () => {
		underWay.delete(exchange);
		state.traffic.go(record.path);
	});

	const planned = takePlanned(state.plan, record);
	if (planned?.hangUp === 'mid-upload') {
		return await receiveSome(exchange, planned.afterBytes ?? 1000);
	}
	await receiveBody(request, record);
	if (!record.complete) return;

	const answerForReal = async () =>
		isRecordingPath(record.path)
			? answerRecording(state, record, apiKey)
			: await api.answer(state, record);
	const answer = planned ? await followPlan(planned, answerForReal) : await answerForReal();
	await deliver(exchange, answer, planned);
}

/** Nothing of a request to the other host matters but its address and its headers. */
function handleForeign(state: State, request: IncomingMessage, response: ServerResponse): void {
	const answer = answerForeign(state, request);
	state.foreignRequests.push({
		method: request.method ?? '',
		url: request.url ?? '',
		headers: request.headers,
		authorization: request.headers.authorization ?? null,
		status: answer.status,
	});
	request.resume();
	send(response, answer);
}
