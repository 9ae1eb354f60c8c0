import { createHome, type N8nHome } from '../../n8n/home.mts';
import { freePort } from '../../n8n/ports.mts';
import { sharedOptions, withThisTarball, type SharedServer } from './n8n.mts';
import { newDatabase } from './newDatabase.mts';

/** Those that were started. Kept outside of this module, which jest loads more than once. */
export function keptN8ns(): N8nHome[] {
	const kept = globalThis as typeof globalThis & { sharedN8ns?: N8nHome[] };
	kept.sharedN8ns ??= [];
	return kept.sharedN8ns;
}

/**
 * For jest, before the first test: starts an n8n for each worker, which its files of tests share (`shareN8n`). Other
 * tests run meanwhile.
 */
export default async function startShared({ maxWorkers }: { maxWorkers: number }): Promise<void> {
	// Another folder of tests has done so.
	if (keptN8ns().length > 0) return;
	const database = await newDatabase();
	const servers: SharedServer[] = [];
	await withThisTarball(async (tarball) => {
		for (let worker = 0; worker < maxWorkers; worker++) {
			const home = await createHome({ ...sharedOptions, tarball, database });
			keptN8ns().push(home);
			const port = await freePort();
			// Where it does not start, the tests that need it wait for it in vain, and say so.
			void home.start({ port }).catch((error: unknown) => console.error(error));
			servers.push({ directory: home.directory, port });
		}
	});
	process.env.VOGENT_SHARED_N8N = JSON.stringify(servers);
}
