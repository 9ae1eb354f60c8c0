import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { createHome, type HomeOptions, type N8nHome } from '../../n8n/home.mts';
import { packPackage } from '../../n8n/package.mts';
import { repositoryDirectory } from '../../n8n/paths.mts';
import { launchSimulator, type Simulator } from '../../simulator/client.mts';
import { credential } from './workflows.mts';

/** A simulator, and an n8n with the packed tarball and a credential for it. */
export interface Instance {
	simulator: Simulator;
	home: N8nHome;
	remove: () => Promise<void>;
}

/** Makes an instance of the tarball of this run (VOGENT_TARBALL), or of one packed now. */
export async function createInstance(
	options: Omit<HomeOptions, 'tarball'> = {},
): Promise<Instance> {
	const given = process.env.VOGENT_TARBALL;
	const tarball = given ?? (await packPackage(repositoryDirectory));
	const simulator = await launchSimulator();
	const home = await createHome({ ...options, tarball });
	if (given === undefined) await rm(dirname(tarball), { recursive: true, force: true });
	await home.importCredentials([credential(simulator)]);
	return {
		simulator,
		home,
		remove: async () => {
			await home.remove();
			await simulator.stop();
		},
	};
}
