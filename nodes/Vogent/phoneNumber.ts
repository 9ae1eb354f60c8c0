/**
 * A phone number as the API wants it (E.164: `+` and 7 to 15 digits, the first not 0), without the spaces, dots, dashes
 * and brackets that people write; undefined if that does not give one. API page: "Create Dial" (`toNumber`).
 */
export function normalizePhoneNumber(given: string): string | undefined {
	// Copied numbers often hold hyphens and spaces of other kinds, and marks that cannot be seen.
	const number = given.replace(
		/[\s.()[\]\-\u2010-\u2015\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g,
		'',
	);
	return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}
