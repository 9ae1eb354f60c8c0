import { createHome, type HomeOptions, type N8nHome } from '../../n8n/home.mts';
import { launchSimulator, type Simulator } from '../../simulator/client.mts';
import { withThisTarball } from './n8n.mts';
import { credential } from './workflows.mts';

/** A simulator, and an n8n that is new in every way and not started, with the packed tarball and a credential for it. */
export interface Instance {
	simulator: Simulator;
	home: N8nHome;
	remove: () => Promise<void>;
}

/** Makes an instance, for what is not about a server. */
export async function createInstance(
	options: Omit<HomeOptions, 'tarball'> = {},
): Promise<Instance> {
	const simulator = await launchSimulator();
	const home = await withThisTarball((tarball) => createHome({ ...options, tarball }));
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
