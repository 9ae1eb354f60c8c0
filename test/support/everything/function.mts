import { apiFunctionBody, known } from './made.mts';
import { chosen, given, row } from './row.mts';

const path = `/functions/${known.function}`;
const schema = '{ "type": "object", "properties": { "order": { "type": "string" } } }';

export const functionRows = [
	row('function', 'get', () => ({
		parameters: { functionId: chosen(known.function), options: { showHeaderValues: true } },
		requests: [{ operationId: 'getFunction', method: 'GET', path }],
	})),

	row('function', 'getAll', () => ({
		parameters: { returnAll: false, limit: 2, options: { showHeaderValues: true } },
		requests: [{ operationId: 'listFunctions', method: 'GET', path: '/functions' }],
	})),

	row(
		'function',
		'create',
		() => ({
			parameters: {
				name: 'to_reception',
				description: 'Transfers the call to the reception',
				type: 'transfer',
				allowedNumbers: '+1 (800) 123-4567, +18007654321',
				allowAnyNumber: false,
				additionalFields: {
					displayName: 'To the reception',
					started: 'One moment, please.\nI will put you through.',
					waiting: 'Still trying.',
					awaitSpeech: true,
				},
			},
			requests: [
				{
					operationId: 'createFunction',
					method: 'POST',
					path: '/functions',
					body: {
						name: 'to_reception',
						description: 'Transfers the call to the reception',
						type: 'transfer',
						allowedNumbers: [{ number: '+18001234567' }, { number: '+18007654321' }],
						allowAnyNumber: false,
						displayName: 'To the reception',
						lifecycleMessages: {
							started: ['One moment, please.', 'I will put you through.'],
							waiting: ['Still trying.'],
							awaitSpeech: true,
						},
					},
				},
			],
		}),
		{ about: 'that transfers' },
	),

	row(
		'function',
		'create',
		() => ({
			parameters: {
				name: 'look_up_order',
				description: 'Looks up an order',
				type: 'api',
				apiPath: ' https://example.com/orders ',
				headers: { values: [{ key: 'X-Api-Key', value: 's3cret' }] },
				inputJsonSchema: schema,
				additionalFields: {},
				options: { showHeaderValues: false },
			},
			requests: [
				{
					operationId: 'createFunction',
					method: 'POST',
					path: '/functions',
					body: {
						name: 'look_up_order',
						description: 'Looks up an order',
						type: 'api',
						apiPath: 'https://example.com/orders',
						headers: [{ key: 'X-Api-Key', value: 's3cret' }],
						inputJsonSchema: schema,
					},
				},
			],
		}),
		{ about: 'that asks a URL' },
	),

	row(
		'function',
		'update',
		() => ({
			parameters: { functionId: chosen(known.apiFunction), updateFields: { name: 'look_up' } },
			requests: [
				{ operationId: 'getFunction', method: 'GET', path: `/functions/${known.apiFunction}` },
				{
					operationId: 'updateFunction',
					method: 'PUT',
					path: `/functions/${known.apiFunction}`,
					// All that it has goes back: whether the API would keep it is not known.
					body: { ...apiFunctionBody, name: 'look_up' },
				},
			],
		}),
		{ about: 'of the name alone' },
	),

	row('function', 'update', () => ({
		parameters: {
			functionId: given(known.function),
			updateFields: {
				name: 'to_nobody',
				description: 'Asks an address',
				type: 'api',
				allowedNumbers: '+18001234567',
				allowAnyNumber: true,
				apiPath: 'https://example.com/other',
				headers: { values: [{ key: 'X-Api-Key', value: 'other' }] },
				inputJsonSchema: '{ "type": "object" }',
				displayName: 'Other',
				started: 'I am looking.',
				waiting: 'Still looking.',
				awaitSpeech: false,
			},
			options: { showHeaderValues: true },
		},
		requests: [
			{ operationId: 'getFunction', method: 'GET', path },
			{
				operationId: 'updateFunction',
				method: 'PUT',
				path,
				body: {
					name: 'to_nobody',
					description: 'Asks an address',
					type: 'api',
					allowedNumbers: [{ number: '+18001234567' }],
					allowAnyNumber: true,
					apiPath: 'https://example.com/other',
					headers: [{ key: 'X-Api-Key', value: 'other' }],
					inputJsonSchema: '{ "type": "object" }',
					displayName: 'Other',
					lifecycleMessages: {
						started: ['I am looking.'],
						waiting: ['Still looking.'],
						awaitSpeech: false,
					},
				},
			},
		],
	})),

	row('function', 'delete', () => ({
		parameters: { functionId: given(known.function) },
		requests: [{ operationId: 'deleteFunction', method: 'DELETE', path }],
	})),
];
