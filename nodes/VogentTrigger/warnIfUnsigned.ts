import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readSigningSecret } from '../Vogent/webhook/trust';

/**
 * Passes on the event that has started the workflow. A webhook cannot put a note on the output panel, so it is done here:
 * that requests are not checked, where the credential has no signing secret.
 */
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
		// The event is here, and is not to be lost for a note.
		return false;
	}
}
