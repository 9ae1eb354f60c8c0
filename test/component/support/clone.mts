import { createHash, randomBytes } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../../simulator/client.mts';
import { wavHeader } from '../../support/wavHeader.mts';
import type { Execution } from './execution.mts';

/** The parameters of Clone as the editor makes them, with a name and a model, changed where `changes` says so. */
export function cloneParameters(changes: INodeParameters = {}): INodeParameters {
	return {
		resource: 'voice',
		operation: 'clone',
		name: 'Anna',
		model: 'CSM',
		binaryPropertyName: 'data',
		transcription: '',
		options: {},
		...changes,
	};
}

/** An execution of Clone with the simulator's credential; its items are still to be added. */
export function cloning(simulator: Simulator, changes?: INodeParameters): Execution {
	return {
		credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
		parameters: cloneParameters(changes),
	};
}

const SOUND_BYTES = 200_000;

/** A clip's bytes (16 seconds of noise), and their hash as the simulator records it. */
export const bytes = Buffer.concat([
	wavHeader({ soundBytes: SOUND_BYTES, sampleRate: 12_500, bytesPerSample: 1 }),
	randomBytes(SOUND_BYTES),
]);
export const sha256 = createHash('sha256').update(bytes).digest('hex');

/** The one request that the simulator has received, and its parts. Throws if it was not one. */
export async function onlyRequest(simulator: Simulator) {
	const [request, ...others] = await simulator.requests();
	if (request === undefined || others.length > 0) throw new Error('not exactly one request');
	return { request, parts: request.parts ?? [] };
}
