import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../../simulator/client.mts';
import { known } from './call.mts';
import type { Execution } from './execution.mts';
import { chosen, operating } from './operate.mts';

/** An execution of Synthesize, of a short text unless `changes` says otherwise. */
export function speaking(simulator: Simulator, changes: INodeParameters = {}): Execution {
	return operating(simulator, ['speech', 'synthesize'], {
		text: 'Grüß Gott!',
		voiceId: chosen(known.voice),
		...changes,
	});
}

/** An execution of Synthesize Dialogue, with these texts as its lines. */
export function conversing(
	simulator: Simulator,
	texts: string[],
	changes: INodeParameters = {},
): Execution {
	const line = texts.map((text) => ({ text, voiceId: chosen(known.voice) }));
	return operating(simulator, ['speech', 'synthesizeDialogue'], { lines: { line }, ...changes });
}

/** The bytes of an item's file, as n8n has stored them. */
export async function bytesOf(
	item: INodeExecutionData | undefined,
	field = 'data',
): Promise<Buffer> {
	const binary = item?.binary?.[field];
	if (binary === undefined) throw new Error(`no field ${field}`);
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}

/** What the service itself gives for a body, asked without the node. */
export async function bytesFor(
	{ baseUrl, apiKey }: Simulator,
	path: string,
	body: unknown,
): Promise<Buffer> {
	const response = await fetch(baseUrl + path, {
		method: 'POST',
		headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return Buffer.from(await response.arrayBuffer());
}
