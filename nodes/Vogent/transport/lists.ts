import type { IDataObject } from 'n8n-workflow';

/** A list of the API. */
export interface ListRequest {
	/** In those of an agent, `{}` stands for its ID. */
	path: string;
	/** Where an answer has its rows; `data` if left out. */
	rowsKey?: string;
	/** Whether the service gives all rows at once, and takes neither limit nor cursor. */
	isUnpaged?: boolean;
	query?: IDataObject;
}

/** The lists that fields offer, that operations give, and in which a creation is looked for. API pages: "List …". */
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
