import type { Resource } from '../kept.mts';
import type { Operations } from '../operation.mts';
import { phoneNumbers } from '../seeds.mts';

export const phoneNumber: Resource = {
	name: 'phone number',
	schema: 'PhoneNumber',
	rows: phoneNumbers,
	keep(body) {
		const { agentId, purchase, sipImport, vogentSip } = body as Record<string, string> &
			Record<'purchase' | 'sipImport' | 'vogentSip', Record<string, string> | undefined>;
		// An empty ID unlinks the number.
		if (!body.type) return agentId === undefined ? {} : { agentId: agentId || null };
		const number = purchase?.number ?? sipImport?.phoneNumber ?? vogentSip?.sipPrefix ?? '';
		// The reference gives a single number a number named `required`.
		return { number, type: vogentSip ? 'SIP_USERNAME' : 'PSTN', required: 1 };
	},
};

export const phoneNumberOperations: Operations = {
	/** The reference has a single number for an answer, whatever the limit. */
	searchPhoneNumbers({ body }) {
		const { prefix } = body as { prefix: string };
		return { number: `+1${prefix.padEnd(10, '0')}` };
	},
};
