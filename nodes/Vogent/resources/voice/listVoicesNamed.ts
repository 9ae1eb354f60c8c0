import type { IDataObject } from 'n8n-workflow';

import type { ApiCaller } from '../../transport/caller';
import { listRows } from '../../transport/pages';

/**
 * All voices with exactly this name, stock voices included. The service is asked for the name, and each name that it
 * gives is compared all the same: whether it looks for the whole name, a part of it, or at all, is not documented.
 * Throws what `listRows` throws. API page: "List Voices" (`GET /voices`).
 */
export async function listVoicesNamed(caller: ApiCaller, name: string): Promise<IDataObject[]> {
	const rows = await listRows(caller, { path: '/voices', rowsKey: 'voices', query: { name } });
	const named = rows.filter((voice) => voice.name === name);
	// A list that grows while its pages are read may give a voice twice.
	return [...new Map(named.map((voice) => [voice.id, voice])).values()];
}
