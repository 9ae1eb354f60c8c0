/** Whether the service calls something by this name. */
export function isNamed(name: string, given: unknown): boolean {
	return typeof given === 'string' && normalizeName(given) === normalizeName(name);
}

/**
 * A name as it is compared with others: composed and decomposed letters look the same, and so do white space at its ends
 * and none.
 */
export function normalizeName(name: string): string {
	return name.normalize('NFC').trim();
}
