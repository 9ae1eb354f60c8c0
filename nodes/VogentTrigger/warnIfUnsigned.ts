import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readSigningSecret } from '../Vogent/webhook/trust';

/** Passes on the event, with a warning if requests are not checked: a webhook itself cannot show one. */
export async function warnIfUnsigned(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (await isUnsigned(context)) {
		context.addExecutionHints({
			type: 'warning',
			location: 'outputPane',
			message:
				'Requests to this trigger are not checked, since its credential has no webhook signing secret',
		});
	}
	return [context.getInputData()];
}

async function isUnsigned(context: IExecuteFunctions): Promise<boolean> {
	try {
		return (await readSigningSecret(context)) === '';
	} catch {
		// The event must not be lost for a warning.
		return false;
	}
}
