import type { IBinaryData, IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { getDial, recordingUrls } from '../Vogent/calls/dial';
import { storeRecording } from '../Vogent/calls/recording';
import { maxFileSizeOption } from '../Vogent/fields/output';
import { isJsonObject } from '../Vogent/text/json';
import {
	callerWithoutItems,
	DEFAULT_REQUEST_SETTINGS,
	type RequestSettings,
} from '../Vogent/transport/caller';
import { reasonOf } from '../Vogent/transport/errors';
import { readSigningSecret } from '../Vogent/webhook/trust';
import type { CallEvent } from './events';

/** The service waits three seconds for an answer, which the workflow needs, too. */
const WHILE_THE_SERVICE_WAITS: RequestSettings = { maxTries: 1, timeoutSeconds: 1 };

const FOR_A_RECORDING: RequestSettings = { ...DEFAULT_REQUEST_SETTINGS, timeoutSeconds: 300 };

/**
 * Looks up the call of an event. Returns why that failed as `dialError`, since the event must not be lost; nothing if the
 * event already has the call, as function calls do. API page: "Get Dial".
 */
export async function lookUp(
	context: IWebhookFunctions,
	{ dialId, payload }: CallEvent,
	serviceWaits: boolean,
): Promise<IDataObject> {
	if (isJsonObject(payload.dial)) return {};
	const settings = serviceWaits ? WHILE_THE_SERVICE_WAITS : DEFAULT_REQUEST_SETTINGS;
	try {
		return { dial: await getDial(callerWithoutItems(context, settings), dialId) };
	} catch (error) {
		return { dialError: reasonOf(error) };
	}
}

/**
 * Downloads the recording of an event. Returns why that failed as `recordingError`, since the event must not be lost.
 * API pages: "Webhooks" (`dial.recording_created`), "Get Dial".
 */
export async function fetchRecording(
	context: IWebhookFunctions,
	{ dialId, payload }: CallEvent,
): Promise<{ file: IBinaryData } | { recordingError: string }> {
	const { recording_url: url } = payload;
	if (typeof url !== 'string') return { recordingError: 'The event has no "recording_url"' };
	const caller = callerWithoutItems(context, FOR_A_RECORDING);
	try {
		// Anyone can send any URL in an unsigned request.
		if ((await readSigningSecret(context)) === '') {
			const urls = recordingUrls(await getDial(caller, dialId));
			if (!urls.includes(url))
				return { recordingError: 'Vogent lists no such recording of the call' };
		}
		const asked = Number(context.getNodeParameter('options.maxFileSize', 0));
		const maxMegabytes = asked || Number(maxFileSizeOption.property.default);
		return { file: await storeRecording(caller, { dialId, url, fileName: '', maxMegabytes }) };
	} catch (error) {
		return { recordingError: reasonOf(error) };
	}
}
