import type { Simulator, Voice } from '../../simulator/client.mts';

/** The voices that were cloned since the simulator's start or last reset, oldest first. */
export async function newVoices(simulator: Simulator): Promise<Voice[]> {
	const cloned = (await simulator.requests()).filter(({ path }) => path === '/voices/clone');
	const names = cloned.flatMap(({ parts }) => parts ?? []).filter(({ name }) => name === 'name');
	return (await simulator.voices()).filter((voice) =>
		names.some(({ value }) => value === voice.name),
	);
}
