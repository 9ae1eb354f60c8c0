import path from 'node:path';

/** The folder of the checkout. */
export const repositoryDirectory = path.join(import.meta.dirname, '..', '..');

/** Where the set-up puts the pinned n8n (scripts/setup.cjs). */
export const n8nDirectory = path.join(repositoryDirectory, '.cache', 'n8n-2.41.1');
