import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../../simulator/client.mts';
import { seedId } from '../../simulator/seed-id.mts';
import type { Execution } from './execution.mts';

/** Rows that every simulator has. */
export const known = {
	agent: seedId('agent 1'),
	fromNumber: seedId('phone number 1'),
	voice: seedId('voice 1'),
};

/** The parameters of an operation of Call as the editor makes them, changed where `changes` says so. */
export function callParameters(operation: string, changes: INodeParameters = {}): INodeParameters {
	return {
		resource: 'call',
		operation,
		kind: 'phone',
		callAgentId: { __rl: true, mode: 'list', value: known.agent },
		toNumber: '+1 (555) 010-0001',
		callFrom: 'number',
		fromNumberId: { __rl: true, mode: 'id', value: known.fromNumber },
		aiVoiceId: { __rl: true, mode: 'list', value: '' },
		callAgentInputMode: 'fields',
		callAgentInput: {},
		timeoutMinutes: 10,
		additionalFields: {},
		options: {},
		...changes,
	};
}

/** An execution of an operation of Call with the simulator's credential, for one item unless there are more. */
export function calling(
	simulator: Simulator,
	operation: string,
	changes?: INodeParameters,
): Execution {
	return {
		credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
		parameters: callParameters(operation, changes),
	};
}
