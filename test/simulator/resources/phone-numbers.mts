import { randomUUID } from 'node:crypto';
import { agents } from '../agents.mts';
import { emptyText, notE164, refuseWrong, unknownId } from '../checks.mts';
import { firstOnSale, isOnSale, searchErrors } from '../numbers-on-sale.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById, Refusal } from '../operation.mts';
import { dataPage } from '../paging.mts';
import type { PhoneNumber, PhoneNumberSeed } from '../records.mts';
import { seedId } from '../seed-id.mts';
import type { State } from '../state.mts';
import { Collection } from '../state.mts';

export const phoneNumbers = new Collection<PhoneNumber>(() => [
	{
		id: seedId('phone number 1'),
		number: '+15550100001',
		type: 'PSTN',
		agentId: seedId('agent 1'),
	},
	{ id: seedId('phone number 2'), number: 'front-desk', type: 'SIP_USERNAME', agentId: null },
	{ id: seedId('phone number 3'), number: '+15550100005', type: 'PSTN', agentId: null },
]);

/** Adds phone numbers to those listed, filling in what is left out; gives them as added. */
export function addPhoneNumbers(state: State, seeds: PhoneNumberSeed[]): PhoneNumber[] {
	const added = seeds.map((seed): PhoneNumber => ({
		id: randomUUID(),
		type: 'PSTN',
		agentId: null,
		...seed,
	}));
	phoneNumbers.in(state).push(...added);
	return added;
}

/** CreatePhoneNumberInput of the contract. */
interface PhoneNumberInput {
	type: keyof typeof objectOfType;
	purchase?: { number: string };
	sipImport?: { phoneNumber: string; terminationUri: string; username: string; password: string };
	vogentSip?: { sipPrefix: string; username: string; password: string };
}

/** SearchPhoneNumbersInput of the contract. */
interface SearchInput {
	prefix: string;
	country?: string;
	limit?: number;
}

/** Which object goes with which type. */
const objectOfType = {
	purchase: 'purchase',
	sip_import: 'sipImport',
	vogent_sip: 'vogentSip',
} as const;

export const phoneNumberOperations: Operations = {
	listPhoneNumbers: (request) => dataPage(request, 'phone numbers', phoneNumbers.in(request.state)),

	getPhoneNumber: (request) => answerOf(phoneNumberOf(request)),

	createPhoneNumber({ state, body }) {
		const input = body as PhoneNumberInput;
		refuseWrong([...objectErrors(input), ...inputErrors(state, input)]);
		const { purchase, sipImport, vogentSip } = input;
		const number = purchase?.number ?? sipImport?.phoneNumber ?? vogentSip?.sipPrefix ?? '';
		const type = vogentSip ? 'SIP_USERNAME' : 'PSTN';
		const created: PhoneNumber = { id: randomUUID(), number, type, agentId: null };
		phoneNumbers.in(state).push(created);
		return answerOf(created);
	},

	/** An empty agentId unlinks the number. */
	updatePhoneNumber(request) {
		const changed = phoneNumberOf(request);
		const { agentId } = request.body as { agentId?: string };
		refuseWrong(unknownId('agentId', agentId || null, agents.in(request.state), 'agent'));
		if (agentId !== undefined) changed.agentId = agentId || null;
		return answerOf(changed);
	},

	deletePhoneNumber(request) {
		const deleted = phoneNumberOf(request);
		const rows = phoneNumbers.in(request.state);
		rows.splice(rows.indexOf(deleted), 1);
		return answerOf(deleted);
	},

	/** The reference has a single number for an answer, whatever the limit. */
	searchPhoneNumbers({ state, body }) {
		const { prefix, country = 'US', limit = 5 } = body as SearchInput;
		refuseWrong(searchErrors(prefix, country, limit));
		const taken = phoneNumbers.in(state).map(({ number }) => number);
		const number = firstOnSale(prefix, country, taken);
		if (number === undefined) throw new Refusal(404, `No number with ${prefix} is on sale`);
		return { number };
	},
};

function phoneNumberOf({ state, params }: OperationRequest): PhoneNumber {
	return findById(phoneNumbers.in(state), params.id, 'phone number');
}

/** The reference gives a single number a number named `required`, and not the phone number. */
function answerOf({ id, type, agentId }: PhoneNumber) {
	return { id, required: 1, type, agentId };
}

function objectErrors(input: PhoneNumberInput): string[] {
	const wanted = objectOfType[input.type];
	return Object.values(objectOfType).flatMap((name) => {
		if (name === wanted) return input[name] ? [] : [`/${name} is missing with type ${input.type}`];
		return input[name] ? [`/${name} does not go with type ${input.type}`] : [];
	});
}

function inputErrors(state: State, { purchase, sipImport, vogentSip }: PhoneNumberInput): string[] {
	const taken = phoneNumbers.in(state).map(({ number }) => number);
	const takenError = (field: string, number: string | undefined) =>
		number !== undefined && taken.includes(number)
			? [`/${field} is ${number}, which is taken`]
			: [];
	const emptyTexts = (field: string, texts: object = {}) =>
		Object.entries(texts).flatMap(([name, text]) => emptyText(`${field}/${name}`, String(text)));
	return [
		...(purchase && !isOnSale(purchase.number)
			? [`/purchase/number is ${purchase.number}, which is not on sale`]
			: []),
		...takenError('purchase/number', purchase?.number),
		...notE164('sipImport/phoneNumber', sipImport?.phoneNumber),
		...takenError('sipImport/phoneNumber', sipImport?.phoneNumber),
		...emptyTexts('sipImport', sipImport),
		...takenError('vogentSip/sipPrefix', vogentSip?.sipPrefix),
		...emptyTexts('vogentSip', vogentSip),
	];
}
