import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import type { Answer } from './answer.mts';
import { refusalAnswer } from './answer.mts';
import { apiRoot } from './api-root.mts';
import { Refusal } from './operation.mts';
import type { ReceivedRequest, Settings } from './records.mts';
import type { State } from './state.mts';
import { Collection } from './state.mts';
import { matchesPath } from './path.mts';

interface Recording {
	id: string;
	host: Settings['recordingHost'];
	/** What makes a URL of the other host one that may be read. */
	token: string;
}

const recordings = new Collection<Recording>(() => []);

/** Makes a recording where the settings say, and returns its URL. */
export function addRecording(state: State): string {
	const recording = {
		id: randomUUID(),
		host: state.settings.recordingHost,
		token: randomUUID(),
	};
	recordings.in(state).push(recording);
	return recording.host === 'foreign'
		? foreignUrl(state, recording)
		: `${state.origins.api}${apiRoot}/recordings/${recording.id}`;
}

/** Whether a path below the base URL is that of a recording, there or not. */
export function isRecordingPath(path: string): boolean {
	return matchesPath('/recordings/{id}', path);
}

/** Returns the API's answer for a recording: its bytes, the way to the other host, 401 without the key, or 404. */
export function answerRecording(state: State, request: ReceivedRequest, apiKey: string): Answer {
	if (request.headers.authorization !== `Bearer ${apiKey}`) {
		return refusalAnswer(new Refusal(401, 'The API key is missing or wrong'));
	}
	const id = request.path.slice(request.path.lastIndexOf('/') + 1);
	const recording = recordings.in(state).find((candidate) => candidate.id === id);
	if (!recording || recording.host === 'foreign') {
		return refusalAnswer(new Refusal(404, `There is no recording with the id ${id}`));
	}
	if (recording.host === 'redirect') {
		return { status: 302, headers: { location: foreignUrl(state, recording) }, body: '' };
	}
	return audioAnswer();
}

/**
 * Returns the other host's answer: the bytes for a URL that it gave, 403 for any other; 400, and no bytes, for one that
 * comes with an Authorization header beside the signature in its URL, as storage services answer it.
 */
export function answerForeign(state: State, request: IncomingMessage): Answer {
	const url = `${state.origins.foreign}${request.url}`;
	if (!recordings.in(state).some((recording) => foreignUrl(state, recording) === url)) {
		return refusalAnswer(new Refusal(403, 'The URL is not signed'));
	}
	if (request.headers.authorization !== undefined) {
		return refusalAnswer(new Refusal(400, 'Only one way of signing in is allowed'));
	}
	return audioAnswer();
}

function foreignUrl(state: State, { id, token }: Recording): string {
	return `${state.origins.foreign}/storage/${id}.wav?signature=${token}`;
}

function audioAnswer(): Answer {
	const clip = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'clip.wav'));
	return { status: 200, headers: { 'content-type': 'audio/wav' }, body: clip };
}
