import type { NodeApiError } from 'n8n-workflow';

import type { Line } from '../support/line.mts';
import { vogentNodeOf } from '../../support/node.mts';

const shown = ({ message, description, httpCode, messages, context }: NodeApiError) => ({
	message,
	description,
	httpCode,
	messages,
	context,
});

/** What NodeApiError makes of an error response, and of the options. */
function made(response: object, options: object = {}) {
	return ({ workflow }: Line) =>
		Promise.resolve(
			shown(new workflow.NodeApiError(vogentNodeOf(), { ...response }, { ...options })),
		);
}

const MESSAGE = 'The voice may exist';

export const probes = {
	plain: made({ message: MESSAGE }, { message: MESSAGE, description: 'Look.', itemIndex: 2 }),
	plainWithStatus: made({ message: MESSAGE }, { message: MESSAGE, httpCode: '502' }),
	setAfterwards: ({ workflow }: Line) => {
		const error = new workflow.NodeApiError(vogentNodeOf(), { message: 'read ECONNRESET' });
		error.message = MESSAGE;
		return Promise.resolve(shown(error));
	},
};
