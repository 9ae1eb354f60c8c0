import { createHome, type HomeOptions, type N8nHome } from '../../n8n/home.mts';
import { withTarball } from '../../n8n/package.mts';
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
	const simulator = await launchSimulator();
	const makeHome = (tarball: string) => createHome({ ...options, tarball });
	const home = await (given === undefined ? withTarball(makeHome) : makeHome(given));
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
