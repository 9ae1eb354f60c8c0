import path from 'node:path';

/** The folder of the checkout. */
export const repositoryDirectory = path.join(import.meta.dirname, '..', '..');

/**
 * Where the set-up puts an n8n (scripts/setup.cjs).
 *
 * @param version such as `2.41.1`
 */
export const n8nDirectory = (version: string) =>
	path.join(repositoryDirectory, '.cache', `n8n-${version}`);
