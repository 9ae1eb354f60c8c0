import type { IBinaryData, IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { DEFAULT_REQUEST_SETTINGS } from '../Vogent/descriptions/requestOptions';
import { getDial } from '../Vogent/dial';
import { isJsonObject } from '../Vogent/json';
import { storeRecording } from '../Vogent/resources/call/recording';
import type { ApiCaller, RequestSettings } from '../Vogent/transport/caller';
import { Pace } from '../Vogent/transport/pace';
import type { CallEvent } from './events';

/** The service waits three seconds for an answer, and the workflow needs its part of them. */
const WHILE_THE_SERVICE_WAITS: RequestSettings = { maxTries: 1, timeoutSeconds: 1 };

const FOR_A_RECORDING: RequestSettings = { ...DEFAULT_REQUEST_SETTINGS, timeoutSeconds: 300 };

/**
 * Gives the call of an event under `dial`, or, where it cannot be looked up, why under `dialError`: the event is not lost
 * for that. Nothing where the event has brought the call along, as function calls do. API page: "Get Dial".
 */
export async function lookUp(
	context: IWebhookFunctions,
	{ dialId, payload }: CallEvent,
	serviceWaits: boolean,
): Promise<IDataObject> {
	if (isJsonObject(payload.dial)) return {};
	const settings = serviceWaits ? WHILE_THE_SERVICE_WAITS : DEFAULT_REQUEST_SETTINGS;
	try {
		return { dial: await getDial(callerOf(context, settings), dialId) };
	} catch (error) {
		return { dialError: reasonOf(error) };
	}
}

/**
 * Downloads the recording that an event tells of. Gives the file, or, where it cannot be downloaded, why under
 * `recordingError`: the event is not lost for that. API page: "Webhooks" (`dial.recording_created`).
 */
export async function fetchRecording(
	context: IWebhookFunctions,
	{ dialId, payload }: CallEvent,
): Promise<{ file: IBinaryData } | { recordingError: string }> {
	const { recording_url: url } = payload;
	if (typeof url !== 'string') return { recordingError: 'The event has no "recording_url"' };
	const caller = { ...callerOf(context, FOR_A_RECORDING), context };
	try {
		return { file: await storeRecording(caller, { dialId, url, fileName: '' }) };
	} catch (error) {
		return { recordingError: reasonOf(error) };
	}
}

function callerOf(context: IWebhookFunctions, settings: RequestSettings): ApiCaller {
	return { context, itemIndex: 0, settings, pace: new Pace() };
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
