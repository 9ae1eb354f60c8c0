import type { IDataObject } from 'n8n-workflow';

/** A list of the API, and what to look for in it. */
export interface ListRequest {
	/** With `{}` for each ID. */
	path: string;
	/** The member with the rows; `data` by default. */
	rowsKey?: string;
	/** Whether the service returns all rows at once, without limit and cursor. */
	isUnpaged?: boolean;
	query?: IDataObject;
}

/** The lists that more than one part of the node reads. API pages: "List …". */
export const lists = {
	agents: { path: '/agents' },
	callBatches: { path: '/batch_dial_jobs' },
	evalConfigs: { path: '/eval_configs' },
	extractors: { path: '/agents/{}/extractors', rowsKey: 'extractors', isUnpaged: true },
	models: { path: '/models' },
	phoneNumbers: { path: '/phone_numbers' },
	prompts: { path: '/agents/{}/versioned_prompts' },
	voices: { path: '/voices', rowsKey: 'voices' },
} as const satisfies Record<string, ListRequest>;
