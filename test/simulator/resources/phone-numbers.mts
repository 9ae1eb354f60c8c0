import { add, answerOf } from '../kept.mts';
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
		return { number, type: vogentSip ? 'SIP_USERNAME' : 'PSTN' };
	},
};

export const phoneNumberOperations: Operations = {
	searchPhoneNumbers({ body }) {
		const { prefix, limit } = body as { prefix: string; limit: number };
		const digits = (last: number) => prefix + String(last).padStart(10 - prefix.length, '0');
		return Array.from({ length: limit }, (_, index) => ({ number: `+1${digits(index)}` }));
	},

	purchasePhoneNumber({ state, body }) {
		const { number } = body as { number: string };
		return answerOf(phoneNumber, add(state, phoneNumber, { number, type: 'PSTN' }));
	},
};
