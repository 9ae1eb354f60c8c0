import { describe, expect, test } from '@jest/globals';

import { normalizePhoneNumber, phoneNumberAdvice } from '../../nodes/Vogent/fields/phoneNumbers.ts';

/** What people write as phone numbers, and which number rings. */
describe('the (0) behind a country code', () => {
	test.each([
		['+44 (0)20 7946 0958', '+442079460958'],
		['+44(0)2079460958', '+442079460958'],
		['+44 ( 0 ) 20 7946 0958', '+442079460958'],
		['+49 [0] 30 123456', '+4930123456'],
		['+43-{0}-1-123456', '+431123456'],
		['+33 （0）1 23 45 67 89', '+33123456789'],
		['(+31) (0)20 123 4567', '+31201234567'],
		['+(353)(0)1 123 4567', '+35311234567'],
		['+380 (0) (44) 123 4567', '+380441234567'],
	])('%j: %s rings', (given, number) => {
		expect(normalizePhoneNumber(given)).toBe(number);
	});

	test.each(
		'20 27 31 32 33 40 41 43 44 46 49 54 60 61 62 63 64 66 81 82 84 86 90 91 92 93 94 95 98 212 213 233 234 249 251 254 255 256 260 263 264 353 355 358 359 373 374 380 381 382 383 385 386 387 389 421 880 886 961 962 963 964 966 967 971 972 977'.split(
			' ',
		),
	)('+%s: it is dropped', (code) => {
		expect(normalizePhoneNumber(`+${code} (0)1 234 567`)).toBe(`+${code}1234567`);
	});

	test.each([
		// Zeros that belong to the number.
		'+39 (0)6 698 1234',
		'+378 (0)549 882 914',
		'+379 (0)6 698 1234',
		'+225 (0)7 07 12 34 56',
		'+241 (0)1 23 45 67',
		// No such zero.
		'+1 (0)800 123 4567',
		'+7 (0)495 123 4567',
		'+34 (0)91 123 4567',
		'+36 (0)1 123 4567',
		// Not behind the country code.
		'+44 20 (0)7946 0958',
		'+44 (0)(0)20 7946 0958',
	])('%j is refused', (given) => {
		expect(normalizePhoneNumber(given)).toBeUndefined();
		expect(phoneNumberAdvice(['+44 (0)20 7946 0958', given])).toMatch(
			/ Write the number without \(0\)\.$/,
		);
	});
});

test.each([
	['+44 (20) 7946 0958', '+442079460958'],
	['+44 (020) 7946 0958', '+4402079460958'],
	['+1 (800) 123-4567', '+18001234567'],
	['+39 06 698 1234', '+39066981234'],
	['\u202a+1 800\u00a0123\u20114567\u202c', '+18001234567'],
	['tel:+1-800-123-4567', '+18001234567'],
	['TEL: +1 800 123 4567\n', '+18001234567'],
])('%j: other brackets keep their digits, the rest is left out', (given, number) => {
	expect(normalizePhoneNumber(given)).toBe(number);
});

test.each([
	['0044 20 7946 0958', ' Write "+" instead of "00".'],
	['tel:0044207946', ' Write "+" instead of "00".'],
	['+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨', ' Use the digits 0 to 9.'],
	['＋４４ ２０ ７９４６', ' Use the digits 0 to 9.'],
	['+1 800 123 4567 ext. 12', ''],
	['tel:+18001234567;ext=12', ''],
	['+1 800 123 4567 x12', ''],
	['+1 800 FLOWERS', ''],
	['+1234567\n8901234', ''],
	['+1 800 123 4567, +1 800 123 4568', ''],
	['+442079460958²', ''],
	['8001234567', ''],
])('%j is refused', (given, advice) => {
	expect(normalizePhoneNumber(given)).toBeUndefined();
	expect(phoneNumberAdvice([given])).toBe(
		`Write it with "+" and the country code, such as +18001234567. Spaces, dots, dashes and brackets are ignored.${advice}`,
	);
});
