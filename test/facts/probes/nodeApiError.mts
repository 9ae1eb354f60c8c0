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
	codeOfReset: made({ message: MESSAGE, code: 'ECONNRESET' }, { message: MESSAGE }),
	codeOfTimeOut: made({ message: MESSAGE, code: 'ETIMEDOUT' }, { message: MESSAGE }),
	textOfReset: made({}, { message: `${MESSAGE} (ECONNRESET)` }),
	textOfTimeOut: made({}, { message: `${MESSAGE} (ETIMEDOUT)` }),
	setAfterwards: ({ workflow }: Line) => {
		const error = new workflow.NodeApiError(vogentNodeOf(), { message: 'read ECONNRESET' });
		error.message = MESSAGE;
		return Promise.resolve(shown(error));
	},
	wrapped: ({ workflow }: Line) => {
		const inner = new workflow.NodeApiError(vogentNodeOf(), { message: 'the first' });
		const outer = new workflow.NodeApiError(vogentNodeOf(), inner as never, {
			message: MESSAGE,
			description: 'Look.',
			httpCode: '502',
			itemIndex: 2,
		});
		return Promise.resolve({ same: outer === inner, ...shown(outer) });
	},
};
