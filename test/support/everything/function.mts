import { known } from './made.mts';
import { row } from './row.mts';

const path = `/functions/${known.function}`;

export const functionRows = [
	row('function', 'get', () => ({
		parameters: { functionId: known.function },
		requests: [{ operationId: 'getFunction', method: 'GET', path }],
	})),

	row('function', 'create', () => ({
		parameters: {
			name: 'to_reception',
			description: 'Transfers the call to the reception',
			type: 'transfer',
			allowedNumbers: '+1 (800) 123-4567, +18007654321',
			additionalFields: { lifecycleMessages: 'One moment, please.\nI will put you through.' },
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
					lifecycleMessages: { started: ['One moment, please.', 'I will put you through.'] },
				},
			},
		],
	})),

	row(
		'function',
		'update',
		() => ({
			parameters: { functionId: known.function, updateFields: { name: 'to_anybody' } },
			requests: [
				{ operationId: 'getFunction', method: 'GET', path },
				{
					operationId: 'updateFunction',
					method: 'PUT',
					path,
					// The API wants the numbers with every change: those that the function has.
					body: { name: 'to_anybody', allowedNumbers: [{ number: '+15550100002' }] },
				},
			],
		}),
		{ about: 'of the name alone' },
	),

	row('function', 'update', () => ({
		parameters: {
			functionId: known.function,
			updateFields: {
				name: 'to_nobody',
				description: 'Asks an address',
				type: 'api',
				allowedNumbers: '+18001234567',
				lifecycleMessages: 'I am looking.',
			},
		},
		requests: [
			{
				operationId: 'updateFunction',
				method: 'PUT',
				path,
				body: {
					name: 'to_nobody',
					description: 'Asks an address',
					type: 'api',
					allowedNumbers: [{ number: '+18001234567' }],
					lifecycleMessages: { started: ['I am looking.'] },
				},
			},
		],
	})),

	row('function', 'delete', () => ({
		parameters: { functionId: known.function },
		requests: [{ operationId: 'deleteFunction', method: 'DELETE', path }],
	})),
];
