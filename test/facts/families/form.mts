import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/form.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('a form sent by n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'form');

	const multipart = (...parts: string[]) =>
		`${parts.map((part) => `--BOUNDARY\r\n${part}\r\n`).join('')}--BOUNDARY--\r\n`;

	test('has its fields in order, with the bytes of a file that is a stream', () => {
		expect(observed('fields').body).toBe(
			multipart(
				'Content-Disposition: form-data; name="name"\r\n\r\nAnna',
				'Content-Disposition: form-data; name="clip"; filename="anna.wav"\r\n' +
					'Content-Type: audio/wav\r\n\r\nfirst second',
				'Content-Disposition: form-data; name="model"\r\n\r\nCSM',
			),
		);
	});

	test('goes out once, as multipart with its exact length, not in chunks', () => {
		const { requests, contentType, contentLength, transferEncoding, arrived } = observed('fields');
		expect({ requests, contentType, transferEncoding }).toEqual({
			requests: 1,
			contentType: 'multipart/form-data; boundary=BOUNDARY',
		});
		expect(contentLength).toBe(String(arrived));
	});

	test('has CRLF where a text has LF or CR', () => {
		expect(observed('lineBreaksInText').body).toBe(
			multipart('Content-Disposition: form-data; name="text"\r\n\r\na\r\nb\r\nc\r\nd'),
		);
	});

	test('has a text exactly as it is when it is a part of type text/plain without a file name', () => {
		expect(observed('lineBreaksInPart').body).toBe(
			multipart(
				'Content-Disposition: form-data; name="text"\r\n' +
					'Content-Type: text/plain; charset=utf-8\r\n\r\na\nb\r\nc\rd',
			),
		);
	});

	test('writes a double quote in a file name as %22, and other letters as UTF-8', () => {
		expect(observed('quoteInFileName').body).toContain('filename="my %22best%22 ä.wav"\r\n');
	});

	test('writes line breaks in a file name as %0D%0A', () => {
		expect(observed('lineBreaksInFileName').body).toContain('filename="a%0D%0AX-Evil: 1.wav"\r\n');
	});

	test('leaves line breaks out of a type', () => {
		expect(observed('lineBreaksInType').body).toContain('Content-Type: audio/wavX-Evil: 1\r\n\r\n');
	});
});
