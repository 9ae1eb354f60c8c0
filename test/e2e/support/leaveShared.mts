import { keptN8ns } from './shared.mts';

/** For jest, after the last test: ends what `shared.mts` has started. */
export default async function leaveShared(): Promise<void> {
	await Promise.all(keptN8ns().map((home) => home.remove()));
}
