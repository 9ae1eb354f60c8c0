import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { isTrusted, readRawBody } from '../Vogent/webhook/trust';
import { shapeAnswer, workflowAnswers, type Response } from './answers';
import { fetchRecording, lookUp } from './details';
import {
	INBOUND_CALL,
	readEvent,
	RECORDING_READY,
	STATUS_CHANGED,
	type CallEvent,
	type Refusal,
} from './events';
import { isRepeat } from './repeats';

const NOT_TAKEN: Refusal = { status: 500, error: 'The event could not be taken' };

/** The user's options for an event. */
interface EventOptions {
	simplify: boolean;
	lookUpCall: boolean;
	/** The binary field for the recording; empty for none. */
	recordingField: string;
}

/**
 * Handles a request to the webhook: starts the workflow for the events that the user has chosen, and answers the others.
 * Never throws, since n8n would record a failed execution. API page: "Webhooks".
 */
export async function receiveEvent(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const response = context.getResponseObject() as Response;
	try {
		return await handle(context, response);
	} catch (error) {
		context.logger.error(`Vogent Trigger: an event could not be taken: ${String(error)}`);
		return refuse(response, NOT_TAKEN);
	}
}

async function handle(
	context: IWebhookFunctions,
	response: Response,
): Promise<IWebhookResponseData> {
	const isBelieved = await isTrusted(context);
	if (isBelieved === undefined) return refuse(response, NOT_TAKEN);
	if (!isBelieved) return refuse(response, { status: 401, error: 'The signature is not valid' });
	const rawBody = await readRawBody(context);
	if (rawBody === undefined)
		return refuse(response, { status: 415, error: 'The body is not JSON' });
	const read = readEvent(rawBody);
	if ('refusal' in read) return refuse(response, read.refusal);
	const { event } = read;
	const isWanted = isChosen(context, event) && !isDropped(context, rawBody);
	return isWanted ? await start(context, response, event) : { webhookResponse: {} };
}

function refuse(response: Response, { status, error }: Refusal): IWebhookResponseData {
	// A second answer would throw.
	if (!response.headersSent) response.status(status).json({ error });
	return { noWebhookResponse: true };
}

function isChosen(context: IWebhookFunctions, { name, payload }: CallEvent): boolean {
	const events = context.getNodeParameter('events', []) as string[];
	if (!events.includes(name)) return false;
	const statuses = name === STATUS_CHANGED ? context.getNodeParameter('statuses', []) : [];
	if (!Array.isArray(statuses) || statuses.length === 0) return true;
	return statuses.map(String).includes(String(payload.status));
}

/** While testing, users send the same event again and again. */
function isDropped(context: IWebhookFunctions, rawBody: Buffer): boolean {
	const isAsked = context.getNodeParameter('options.dropRepeats', false) === true;
	return isAsked && context.getMode() !== 'manual' && isRepeat(context, rawBody);
}

/** Whether the service waits for the workflow's answer. */
function isWaiting(context: IWebhookFunctions, { name }: CallEvent): boolean {
	return name === INBOUND_CALL && workflowAnswers(context);
}

/** Answers first, unless the workflow does: lookups and downloads take time. */
async function start(
	context: IWebhookFunctions,
	response: Response,
	event: CallEvent,
): Promise<IWebhookResponseData> {
	const options = readEventOptions(context, event);
	const serviceWaits = isWaiting(context, event);
	if (serviceWaits) shapeAnswer(response);
	else response.status(200).json({});
	const workflowData = [[await buildItem(context, event, options, serviceWaits)]];
	return serviceWaits ? { workflowData } : { noWebhookResponse: true, workflowData };
}

function readEventOptions(context: IWebhookFunctions, { name }: CallEvent): EventOptions {
	const option = (path: string, fallback: string | boolean) =>
		context.getNodeParameter(`options.${path}`, fallback) as unknown;
	const isDownloaded = name === RECORDING_READY && option('downloadRecording', false) === true;
	return {
		simplify: context.getNodeParameter('simplify', true) === true,
		lookUpCall: option('lookUpCall', false) === true,
		recordingField: isDownloaded
			? String(option('binaryPropertyName', 'data')).trim() || 'data'
			: '',
	};
}

async function buildItem(
	context: IWebhookFunctions,
	event: CallEvent,
	{ simplify, lookUpCall, recordingField }: EventOptions,
	serviceWaits: boolean,
): Promise<INodeExecutionData> {
	const json: IDataObject = { event: '', ...(simplify ? event.payload : event.body) };
	json.event = event.name;
	if (lookUpCall) Object.assign(json, await lookUp(context, event, serviceWaits));
	if (recordingField === '') return { json };
	const recording = await fetchRecording(context, event);
	return 'file' in recording
		? { json, binary: { [recordingField]: recording.file } }
		: { json: { ...json, ...recording } };
}
