import { jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { Creation } from '../../../nodes/Vogent/execution/createOnce.ts';
import { useService } from '../../support/service.mts';
import { itemRunOf, useContexts } from './item.mts';

/** A service for the tests of a file, and items whose requests go to it. */
export function useItems() {
	useContexts();
	const service = useService();
	const itemOf = async (changes: Parameters<typeof itemRunOf>[0] = {}) =>
		await itemRunOf({ baseUrl: service.baseUrl, ...changes });
	return { service, itemOf };
}

/** The creation of a thing; its list gives these, one after the other, and then nothing. */
export function creationOf(lists: Array<IDataObject[] | Error> = [], settleSeconds?: number) {
	const list = jest.fn<(name: string) => Promise<IDataObject[]>>();
	for (const found of lists) {
		if (found instanceof Error) list.mockRejectedValueOnce(found);
		else list.mockResolvedValueOnce(found);
	}
	list.mockResolvedValue([]);
	const creation: Creation = {
		name: 'Anna',
		request: jest.fn(() => Promise.resolve({ method: 'POST' as const, path: '/things' })),
		listNamed: list,
		settleSeconds,
	};
	return { creation, list };
}
