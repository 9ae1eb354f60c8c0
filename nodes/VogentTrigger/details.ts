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
		return { dial: await getDial(callerWithoutItems(context, settings), dialId) };
	} catch (error) {
		return { dialError: reasonOf(error) };
	}
}

/**
 * Downloads the recording that an event tells of. Gives the file, or, where it cannot be downloaded, why under
 * `recordingError`: the event is not lost for that. Where requests are not signed, only what the service itself lists as a
 * recording of the call. API pages: "Webhooks" (`dial.recording_created`), "Get Dial".
 */
export async function fetchRecording(
	context: IWebhookFunctions,
	{ dialId, payload }: CallEvent,
): Promise<{ file: IBinaryData } | { recordingError: string }> {
	const { recording_url: url } = payload;
	if (typeof url !== 'string') return { recordingError: 'The event has no "recording_url"' };
	const caller = callerWithoutItems(context, FOR_A_RECORDING);
	try {
		// Anybody can name any address where requests are not checked.
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
