/** What a step of `npm test` gave. */
export interface Outcome {
	passed: number;
	/** One line each, naming the file where there is one. */
	failures: string[];
	/** What it said, unless that was shown already. */
	output?: string;
}

export const pass: Outcome = { passed: 1, failures: [] };

/** A check that did not hold. */
export function fail(...failures: string[]): Outcome {
	return { passed: 0, failures };
}
