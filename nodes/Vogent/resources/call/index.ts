import type { Resource } from '../../operation';
import { answerInbound } from './answerInbound.operation';
import { create } from './create.operation';
import { downloadRecording } from './downloadRecording.operation';
import { get } from './get.operation';
import { getToken } from './getToken.operation';
import { hangup } from './hangup.operation';
import { createAndWait } from './wait/createAndWait.operation';

/** Calls: the API calls them dials. API pages: "Dials". */
export const call: Resource = {
	value: 'call',
	name: 'Call',
	operations: [create, createAndWait, downloadRecording, get, getToken, hangup, answerInbound],
};
