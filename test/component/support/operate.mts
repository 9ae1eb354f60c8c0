import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ReceivedRequest, Simulator } from '../../simulator/client.mts';
import { seedId } from '../../simulator/seed-id.mts';
import type { Execution } from './execution.mts';

/** Rows that every simulator has, besides those of `known` in call.mts. */
export const seeded = {
	batch: seedId('batch dial job 1'),
	function: seedId('function 1'),
	apiFunction: seedId('function 2'),
	otherAgent: seedId('agent 2'),
	freeNumber: seedId('phone number 3'),
	prompt: seedId('prompt 1'),
	model: seedId('model 1'),
	extractor: seedId('extractor 1'),
	evalConfig: seedId('eval config 1'),
};

/** A resource locator as the editor makes it. */
export const chosen = (value: string) => ({ __rl: true, mode: 'id', value });

/** An execution of an operation with the simulator's credential; what is left out has its default, as in n8n. */
export function operating(
	{ apiKey, baseUrl }: Simulator,
	[resource, operation]: [string, string],
	parameters: INodeParameters = {},
): Execution {
	return {
		credential: { apiKey, baseUrl },
		parameters: { resource, operation, ...parameters },
	};
}

/** The ID of a row. Throws if it has none. */
export function idOf(row: IDataObject | undefined): string {
	if (typeof row?.id !== 'string') throw new Error('the row has no ID');
	return row.id;
}

/** The requests that change something, as they came. */
export async function sentTo(simulator: Simulator, method = 'POST'): Promise<ReceivedRequest[]> {
	return (await simulator.requests()).filter((request) => request.method === method);
}

/** Their bodies. */
export async function bodiesTo(simulator: Simulator, method = 'POST'): Promise<unknown[]> {
	return (await sentTo(simulator, method)).map(({ json }) => json);
}
