import type { Line } from './line.mts';

/** Functions that try something on a line and give what they saw, as plain data. */
export type Probes = Record<string, (line: Line) => Promise<unknown>>;

/** What each probe saw, or why it could not tell. */
export type Observed = Record<string, { seen: unknown } | { failed: string }>;
