/**
 * How often a property is tried: `full` times in `npm run test:full` and for mutation testing, which set VOGENT_FULL, else
 * as often as finds what is plainly broken.
 */
export const runs = (full: number, quick = 200): number =>
	process.env.VOGENT_FULL === '1' ? full : Math.min(full, quick);
