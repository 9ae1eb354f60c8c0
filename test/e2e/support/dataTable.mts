import { randomUUID } from 'node:crypto';

import type { Session } from './session.mts';

/** A data table of n8n, with columns of text. */
export interface DataTable {
	id: string;
	/** Adds rows at its end. */
	add: (rows: Array<Record<string, string>>) => Promise<void>;
	rows: () => Promise<Array<Record<string, unknown>>>;
}

/** Makes one, under a name that there is not yet. */
export async function addTable(session: Session, columns: string[]): Promise<DataTable> {
	const project = (await session.get('/rest/projects/personal')) as { data: { id: string } };
	const path = `/rest/projects/${project.data.id}/data-tables`;
	const table = (await session.post(path, {
		name: `Table ${randomUUID()}`,
		columns: columns.map((name) => ({ name, type: 'string' })),
	})) as { data: { id: string } };
	const { id } = table.data;
	return {
		id,
		add: async (data) => {
			await session.post(`${path}/${id}/insert`, { data, returnType: 'count' });
		},
		rows: async () => {
			const { data } = (await session.get(`${path}/${id}/rows`)) as {
				data: { data: Array<Record<string, unknown>> };
			};
			return data.data;
		},
	};
}
