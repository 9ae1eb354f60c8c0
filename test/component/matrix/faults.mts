import type { Fault } from './table.mts';

const LOST = 'The connection to Vogent was lost before the answer was complete';
const TOO_LATE = 'Vogent did not answer within 2 seconds';
const ELSEWHERE = 'The base URL leads to another address';
const BUSY = 'Vogent is receiving too many requests (HTTP 429)';
const BROKEN = 'Vogent failed to process the request (HTTP 500)';
const UNREADABLE = "Vogent's answer could not be read";
const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** All faults; `made` means that the service has done what was asked all the same. */
export const faults = {
	'400': {
		title: '400',
		answer: { status: 400, body: { message: 'The clip is too short' } },
		messages: ['The clip is too short'],
	},
	'401': {
		title: '401, and the answer shows the key',
		answer: { status: 401, body: { error: 'The key {key} is not known' } },
		messages: ['The key [API key] is not known'],
	},
	'403': {
		title: '403',
		answer: { status: 403, body: { error: { message: 'This key may only read' } } },
		messages: ['This key may only read'],
	},
	'404': {
		title: '404, an HTML page',
		answer: {
			status: 404,
			headers: { 'content-type': 'text/html' },
			body: '<!doctype html><title>Not Found</title><h1>Not Found</h1>',
		},
		messages: ['Not Found'],
	},
	'409': {
		title: '409',
		answer: { status: 409, body: { errors: [{ message: 'The same request is under way' }] } },
		messages: ['The same request is under way'],
		mayExist: true,
	},
	'413': {
		title: '413, plain text',
		answer: { status: 413, body: 'Request Entity Too Large' },
		messages: ['Request Entity Too Large'],
	},
	'422': {
		title: '422',
		answer: { status: 422, body: { detail: [{ loc: ['body', 'clip'], msg: 'is silent' }] } },
		messages: ['body.clip: is silent'],
	},
	'429': {
		title: '429',
		answer: { status: 429, body: { message: 'Slow down' } },
		messages: ['Slow down'],
		leastWaitMs: 500,
	},
	'429, 0 s': {
		title: '429, Retry-After 0',
		answer: { status: 429, headers: { 'retry-after': '0' } },
		messages: [BUSY],
	},
	'429, 1 s': {
		title: '429, Retry-After 1',
		answer: { status: 429, headers: { 'retry-after': '1' } },
		messages: [BUSY],
		leastWaitMs: 1000,
	},
	'429, date': {
		title: '429, Retry-After with a date',
		answer: { status: 429, headers: { 'retry-after': '{soon}' } },
		messages: [BUSY],
		leastWaitMs: 900,
	},
	'500': {
		title: '500',
		outcome: 'nothing made',
		answer: { status: 500, body: '' },
		messages: [BROKEN],
		mayExist: true,
	},
	'500, made': {
		title: '500',
		outcome: 'and made all the same',
		answer: { status: 500, body: '', processFirst: true },
		messages: [BROKEN],
		mayExist: true,
	},
	'502': {
		title: '502, an HTML page',
		outcome: 'nothing made',
		answer: { status: 502, headers: { 'content-type': 'text/html' }, body: BAD_GATEWAY },
		messages: ['502 Bad Gateway'],
		mayExist: true,
	},
	'502, made': {
		title: '502, an HTML page',
		outcome: 'and made all the same',
		answer: {
			status: 502,
			headers: { 'content-type': 'text/html' },
			body: BAD_GATEWAY,
			processFirst: true,
		},
		messages: ['502 Bad Gateway'],
		mayExist: true,
	},
	'503': {
		title: '503',
		answer: { status: 503, body: { message: 'Down for maintenance' } },
		messages: ['Down for maintenance'],
		leastWaitMs: 500,
	},
	'504': {
		title: '504, plain text',
		outcome: 'nothing made',
		answer: { status: 504, body: 'upstream request timeout' },
		messages: ['upstream request timeout'],
		mayExist: true,
	},
	'504, made': {
		title: '504, plain text',
		outcome: 'and made all the same',
		answer: { status: 504, body: 'upstream request timeout', processFirst: true },
		messages: ['upstream request timeout'],
		mayExist: true,
	},
	'301': {
		title: '301 to another address',
		answer: { status: 301, headers: { location: '{elsewhere}' } },
		messages: [`${ELSEWHERE} (HTTP 301)`],
	},
	'307': {
		title: '307 to another address',
		answer: { status: 307, headers: { location: '{elsewhere}' } },
		messages: [`${ELSEWHERE} (HTTP 307)`],
	},
	refused: {
		title: 'The connection is refused',
		connection: 'refused',
		messages: ['Could not reach Vogent: nothing is listening at this address'],
	},
	'unknown host': {
		title: 'The host does not exist',
		connection: 'unknown host',
		messages: [
			'Could not reach Vogent: there is no such host',
			'Could not reach Vogent: the host name could not be looked up',
		],
	},
	reset: {
		title: 'Connection lost before the answer',
		outcome: 'nothing made',
		answer: { hangUp: 'before-answer' },
		messages: [LOST],
		mayExist: true,
	},
	'reset, made': {
		title: 'Connection lost before the answer',
		outcome: 'and made all the same',
		answer: { hangUp: 'before-answer', processFirst: true },
		messages: [LOST],
		mayExist: true,
	},
	'reset in upload': {
		title: 'Connection lost in the middle of the upload',
		answer: { hangUp: 'mid-upload' },
		messages: [LOST],
		mayExist: true,
	},
	'cut, made': {
		title: 'Connection lost in the middle of the answer',
		answer: { hangUp: 'mid-answer' },
		messages: [LOST],
		mayExist: true,
	},
	stall: {
		title: 'No answer in time',
		outcome: 'nothing made',
		answer: { stall: 'before-answer' },
		messages: [TOO_LATE],
		mayExist: true,
	},
	'stall, made': {
		title: 'No answer in time',
		outcome: 'and made all the same',
		answer: { stall: 'before-answer', processFirst: true },
		messages: [TOO_LATE],
		mayExist: true,
	},
	'stall in answer, made': {
		title: 'The answer stops in its middle',
		answer: { stall: 'mid-answer' },
		messages: [TOO_LATE],
		mayExist: true,
	},
	'broken, made': {
		title: '200 with JSON that is cut short',
		answer: { status: 200, body: '{"id":"6b3f6a0e', processFirst: true },
		messages: [`${UNREADABLE}: it is not JSON`],
		mayExist: true,
	},
	page: {
		title: '200 with an HTML page',
		outcome: 'nothing made',
		answer: { status: 200, body: '<html><body>Sign in to the network</body></html>' },
		messages: [`${UNREADABLE}: it is not JSON`],
		mayExist: true,
	},
	'no id, made': {
		title: '200 without an ID',
		answer: { status: 200, body: { name: 'Bea' }, processFirst: true },
		messages: [`${UNREADABLE}: it has no "id"`],
		mayExist: true,
	},
	'no rows': {
		title: '200 without a list',
		answer: { status: 200, body: { cursor: null } },
		messages: ['Vogent\'s list has no "voices"'],
	},
	'empty, made': {
		title: '200 with nothing in it',
		answer: { status: 200, body: '', processFirst: true },
		messages: [`${UNREADABLE}: it is empty`],
		mayExist: true,
	},
	late: { title: 'An answer after 1 s', answer: { delayMs: 1000 } },
	drip: { title: 'An answer that drips for 1 s', answer: { dripMs: 100 } },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
