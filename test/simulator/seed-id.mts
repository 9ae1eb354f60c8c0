import { createHash } from 'node:crypto';

/** Returns the UUID of a seeded row from its name, such as `agent 1`: the same at every start. */
export function seedId(name: string): string {
	const hex = createHash('sha256').update(name).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}
