import path from 'node:path';

import { repositoryDirectory } from '../../n8n/paths.mts';

/** The n8n versions whose helper is measured, each with the folder that its core is installed in. */
export const LINES = {
	'2.41.1': repositoryDirectory,
	// Put there by scripts/setup.cjs.
	'1.123.81': path.join(repositoryDirectory, '.cache', 'n8n-core-1.122.48'),
};

/** The version of an n8n line. */
export type LineName = keyof typeof LINES;

/** All lines, for `describe.each`. */
export const LINE_NAMES = Object.keys(LINES) as LineName[];
