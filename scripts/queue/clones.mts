import { noise } from '../../test/e2e/support/clips.mts';
import { vogentNode, webhook, workflow } from '../../test/e2e/support/workflows.mts';
import type { Cluster } from './cluster.mts';
import type { Section } from './report.mts';

/** How many clone requests a scenario sends, and how many of them at the same time. */
export const REQUESTS = 300;
export const CONCURRENCY = 20;

/** A clip of about ten seconds. */
const CLIP_BYTES = 400_000;

const PATH = 'clone';

/** Takes a name and a clip, and answers with the voice. */
export const cloneWorkflow = workflow(PATH, [
	webhook(PATH),
	vogentNode({ name: '={{ $json.body.name }}', options: { ifNameExists: 'reuse' } }),
]);

/** What became of a request. */
export interface Sent {
	name: string;
	/** Of the answer; undefined when there was none. */
	status?: number;
	/** The voice that was answered. */
	voiceId?: string;
	ms: number;
}

const clip = new File([new Uint8Array(noise(CLIP_BYTES))], 'clip.wav', { type: 'audio/wav' });

/** Sends a clone request, as a form does. Never throws. */
export async function sendClone(
	{ main }: Cluster,
	name: string,
	signal?: AbortSignal,
): Promise<Sent> {
	const body = new FormData();
	body.append('name', name);
	body.append('data', clip);
	const start = performance.now();
	try {
		const response = await fetch(`${main.url}/webhook/${PATH}`, { method: 'POST', body, signal });
		const { id } = (await response.json()) as { id?: string };
		return { name, status: response.status, voiceId: id, ms: performance.now() - start };
	} catch {
		return { name, ms: performance.now() - start };
	}
}

/** Does something for each of these, so many at a time; gives the results in their order. */
export async function mapWithConcurrency<Input, Output>(
	inputs: Input[],
	concurrency: number,
	work: (input: Input) => Promise<Output>,
): Promise<Output[]> {
	const outputs: Output[] = [];
	const left = inputs.entries();
	const workOn = async () => {
		for (const [index, input] of left) outputs[index] = await work(input);
	};
	await Promise.all(Array.from({ length: concurrency }, workOn));
	return outputs;
}

/** So many names with the same beginning. */
export function namesOf(beginning: string, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `${beginning} ${index}`);
}

/** The IDs of the voices that have each of these names. */
export async function voicesNamed(
	{ simulator }: Cluster,
	names: string[],
): Promise<Map<string, string[]>> {
	const found = new Map(names.map((name) => [name, [] as string[]]));
	for (const { id, name } of await simulator.voices()) found.get(name)?.push(id);
	return found;
}

/** How many of these names have exactly one voice. */
export async function countSingle(cluster: Cluster, names: string[]): Promise<number> {
	const voices = await voicesNamed(cluster, names);
	return [...voices.values()].filter(({ length }) => length === 1).length;
}

/** Clone requests that nothing disturbs, and a service that answers at once: what n8n itself needs for one. */
export async function cloneUndisturbed(cluster: Cluster): Promise<Section> {
	await sendClone(cluster, 'Warming up');
	const names = namesOf('Undisturbed', REQUESTS);
	const start = performance.now();
	const sent = await mapWithConcurrency(names, CONCURRENCY, (name) => sendClone(cluster, name));
	const seconds = (performance.now() - start) / 1000;
	const times = sent.map(({ ms }) => ms / 1000).sort((one, other) => one - other);
	const within = (share: number) => `${times[Math.ceil(share * REQUESTS) - 1]?.toFixed(2)} s`;
	return {
		title: `${REQUESTS} clones of ${CLIP_BYTES / 1000} KB, ${CONCURRENCY} at a time, by a service that answers at once`,
		rows: [
			{
				what: 'answered with a voice',
				measured: sent.filter(({ status }) => status === 200).length,
				wanted: REQUESTS,
			},
			{
				what: 'names with exactly one voice',
				measured: await countSingle(cluster, names),
				wanted: REQUESTS,
			},
			{ what: 'clones per second', measured: (REQUESTS / seconds).toFixed(1) },
			{ what: 'answered within, half of them', measured: within(0.5) },
			{ what: 'answered within, 99 of 100', measured: within(0.99) },
		],
	};
}
