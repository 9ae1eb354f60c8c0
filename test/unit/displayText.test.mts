import { describe, expect, test } from '@jest/globals';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { displayError, nodeError } from '../../nodes/Vogent/execution/failures.ts';
import { displayText, excerpt } from '../../nodes/Vogent/text/displayText.ts';
import { vogentNodeOf } from '../support/node.mts';

const node = vogentNodeOf({ type: 'n8n-nodes-vogent.vogent' });

describe('a text from outside', () => {
	test.each([
		['has no HTML', 'a <a href="x">b</a> <IMG src=y>', 'a ‹a href="x"›b‹/a› ‹IMG src=y›'],
		[
			'has no names of system errors',
			'upstream: read ECONNRESET, then socket hang up (EPIPE)',
			'upstream: read system error, then socket hang up (system error)',
		],
		['nor in another case', 'connect etimedout', 'connect system error'],
		['nor behind a line', 'UND_ERR_ECONNRESET', 'UND_ERR_E-CONNRESET'],
		['nor in a word by chance', 'VoiceNotFound: preexisting', 'Voice-NotFound: pre-existing'],
		[
			'is as it was otherwise',
			'ERROR: EVERY voice & "name" 5 ≥ 3\n',
			'ERROR: EVERY voice & "name" 5 ≥ 3\n',
		],
	])('%s', (_, text, expected) => {
		expect(displayText(text)).toBe(expected);
	});

	test.each([
		'ECONNREFUSED',
		'ECONNRESET',
		'ENOTFOUND',
		'ETIMEDOUT',
		'ERRADDRINUSE',
		'EADDRNOTAVAIL',
		'ECONNABORTED',
		'EHOSTUNREACH',
		'EAI_AGAIN',
		'ENOENT',
		'EISDIR',
		'ENOTDIR',
		'EACCES',
		'EEXIST',
		'EPERM',
		'GETADDRINFO',
	])('with %s in it is replaced by n8n, unless it is made ready', (name) => {
		for (const text of [`a ${name} b`, `a${name.toLowerCase()}b`]) {
			expect(new NodeOperationError(node, text).message).not.toBe(text);
			const ready = displayText(text);
			expect(new NodeOperationError(node, ready).message).toBe(ready);
		}
	});

	test('is cut, and not within a character', () => {
		expect(displayText('x'.repeat(2000))).toHaveLength(2000);
		expect(displayText('x'.repeat(2001))).toBe(`${'x'.repeat(1999)}…`);
		expect(displayText(`${'x'.repeat(1998)}👋👋`)).toBe(`${'x'.repeat(1998)}…`);
		expect(excerpt('😀'.repeat(26))).toBe(`${'😀'.repeat(24)}…`);
		expect(excerpt('a name of fifty characters, which is shown as it is')).toHaveLength(50);
	});

	test('is cut in no time, however long it is', () => {
		const start = Date.now();
		expect(displayText('<ECONNRESET'.repeat(2_000_000))).toHaveLength(2000);
		expect(Date.now() - start).toBeLessThan(1000);
	});
});

/** As the transport makes it: after n8n has looked at it. */
function ofService(message: string): NodeApiError {
	const error = new NodeApiError(node, { message: 'a' }, { description: message });
	return Object.assign(error, { message, messages: [message] });
}

describe('an error', () => {
	const outside = `<img src="https://x"> ECONNRESET ${'x'.repeat(300_000)}`;

	test.each([
		['of n8n', new Error(outside)],
		['that is a text', outside],
		['of an operation', new NodeOperationError(node, 'a', { description: outside })],
		['of the service', ofService(outside)],
	])(
		'%s is no longer than n8n keeps well, without HTML and without what n8n replaces',
		(_, thrown) => {
			const { message, description, messages } = nodeError(node, thrown, 3);
			expect(message).toMatch(/ \[item 3\]$/);
			for (const text of [message, description ?? '', ...messages]) {
				expect(text.length).toBeLessThanOrEqual(2000);
				expect(text).not.toMatch(/[<>]|ECONNRESET|retry/i);
			}
		},
	);

	test('keeps what it was made of', () => {
		const cause = new Error('why');
		expect(displayError(node, cause)).toMatchObject({ message: 'why', cause });
	});
});
