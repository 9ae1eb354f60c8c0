import type { IDataObject } from 'n8n-workflow';

import { isNamed, normalizeName } from '../../execution/names';
import type { ApiCaller } from '../../transport/caller';
import { lists } from '../../transport/lists';
import { listRows } from '../../transport/pages';

/**
 * All voices with this name, stock voices included. The service is asked for each spelling of it, and each name that it
 * gives is compared all the same: whether it looks for the whole name, a part of it, or at all, is not documented.
 * Throws what `listRows` throws. API page: "List Voices" (`GET /voices`).
 */
export async function listVoicesNamed(caller: ApiCaller, name: string): Promise<IDataObject[]> {
	const usual = normalizeName(name);
	// A voice that is listed twice is one: a list may grow while its pages are read.
	const named = new Map<unknown, IDataObject>();
	for (const spelling of new Set([name, usual, usual.normalize('NFD')])) {
		const list = { ...lists.voices, query: { name: spelling } };
		for (const voice of await listRows(caller, list)) {
			if (isNamed(name, voice.name)) named.set(voice.id, voice);
		}
	}
	return [...named.values()];
}
