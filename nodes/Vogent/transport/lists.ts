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
	/** The error's message where the service refuses to give the list. */
	whereRefused?: string;
}

/** The lists that more than one part of the node reads. API pages: "List …". */
export const lists = {
	agents: { path: '/agents' },
	callBatches: { path: '/batch_dial_jobs' },
	evalConfigs: { path: '/eval_configs' },
	evalRecords: { path: '/eval_configs/{}/records' },
	extractors: { path: '/agents/{}/extractors', rowsKey: 'extractors', isUnpaged: true },
	/** In use, but in no reference, which does not tell of pages either. */
	functions: {
		path: '/functions',
		isUnpaged: true,
		whereRefused: "Vogent refused to list the functions, so the function's ID is needed",
	},
	models: { path: '/models' },
	phoneNumbers: { path: '/phone_numbers' },
	prompts: { path: '/agents/{}/versioned_prompts' },
	voices: { path: '/voices', rowsKey: 'voices' },
} as const satisfies Record<string, ListRequest>;
