import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { repositoryDirectory } from '../../test/n8n/paths.mts';
import { pageText, type Findings } from './page.mts';

const PAGE = path.join(repositoryDirectory, 'docs', 'benchmarks.md');

/** Writes docs/benchmarks.md, in place of that of the run before. */
export async function writePage(findings: Findings): Promise<void> {
	const options = await resolveConfig(PAGE);
	await writeFile(PAGE, await format(pageText(findings), { ...options, filepath: PAGE }));
}
