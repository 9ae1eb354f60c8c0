import { afterAll, beforeAll, beforeEach, jest } from '@jest/globals';

import { launchSimulator, type LaunchOptions, type Simulator } from './client.mts';

/**
 * Provides a test file with a simulator of its own, reset before each test. `started` gets it before the first one.
 */
export function useSimulator(
	started: (simulator: Simulator) => void,
	options?: LaunchOptions,
): void {
	let simulator: Simulator;
	// Starting a process can take seconds on a busy machine.
	jest.setTimeout(60_000);
	beforeAll(async () => {
		simulator = await launchSimulator(options);
		started(simulator);
	});
	beforeEach(async () => await simulator.reset());
	afterAll(async () => await simulator.stop());
}
