import { known } from './made.mts';
import { chosen, given, row, twoPages, twoRows } from './row.mts';

const path = '/phone_numbers';
const created = (body: object) => [
	{ operationId: 'createPhoneNumber', method: 'POST', path, body },
];

export const phoneNumberRows = [
	row('phoneNumber', 'getAll', () => ({
		parameters: twoRows,
		requests: twoPages('listPhoneNumbers', path, 'phone numbers'),
	})),

	row('phoneNumber', 'get', () => ({
		parameters: { phoneNumberId: chosen(known.fromNumber) },
		requests: [
			{ operationId: 'getPhoneNumber', method: 'GET', path: `${path}/${known.fromNumber}` },
		],
	})),

	row('phoneNumber', 'buy', () => ({
		parameters: { number: '+1 (415) 555-0123', additionalFields: {} },
		requests: created({ type: 'purchase', purchase: { number: '+14155550123' } }),
	})),

	row('phoneNumber', 'importSip', () => ({
		parameters: {
			phoneNumber: '+1 555 010 0020',
			terminationUri: 'example.pstn.twilio.com',
			username: 'reception',
			password: 's3cret & "more"',
			additionalFields: {},
		},
		requests: created({
			type: 'sip_import',
			sipImport: {
				phoneNumber: '+15550100020',
				terminationUri: 'example.pstn.twilio.com',
				username: 'reception',
				password: 's3cret & "more"',
			},
		}),
	})),

	row('phoneNumber', 'createSipUsername', () => ({
		parameters: {
			sipPrefix: 'my-company',
			username: 'reception',
			password: 's3cret',
			additionalFields: {},
		},
		requests: created({
			type: 'vogent_sip',
			vogentSip: { sipPrefix: 'my-company', username: 'reception', password: 's3cret' },
		}),
	})),

	row('phoneNumber', 'searchAvailable', () => ({
		parameters: { prefix: '416', country: 'US', limit: 3, additionalFields: {} },
		requests: [
			{
				operationId: 'searchPhoneNumbers',
				method: 'POST',
				path: `${path}/search`,
				body: { prefix: '416', country: 'US', limit: 3 },
			},
		],
	})),

	row(
		'phoneNumber',
		'update',
		() => ({
			parameters: {
				phoneNumberId: chosen(known.otherNumber),
				agentLink: 'link',
				agentId: chosen(known.agent),
				additionalFields: {},
			},
			requests: [
				{
					operationId: 'updatePhoneNumber',
					method: 'PUT',
					path: `${path}/${known.otherNumber}`,
					body: { agentId: known.agent },
				},
			],
		}),
		{ about: 'that links' },
	),

	row(
		'phoneNumber',
		'update',
		() => ({
			parameters: {
				phoneNumberId: given(known.otherNumber),
				agentLink: 'unlink',
				additionalFields: {},
			},
			requests: [
				{
					operationId: 'updatePhoneNumber',
					method: 'PUT',
					path: `${path}/${known.otherNumber}`,
					body: { agentId: '' },
				},
			],
		}),
		{ about: 'that unlinks' },
	),

	row('phoneNumber', 'delete', () => ({
		parameters: { phoneNumberId: chosen(known.otherNumber) },
		requests: [
			{ operationId: 'deletePhoneNumber', method: 'DELETE', path: `${path}/${known.otherNumber}` },
		],
	})),
];
