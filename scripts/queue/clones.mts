import type { Cluster } from './cluster.mts';
import { noise } from '../../test/e2e/support/clips.mts';
import { vogentNode, webhook, workflow } from '../../test/e2e/support/workflows.mts';

/** How many requests are under way at the same time. */
export const CONCURRENCY = 20;

/** A clip of about ten seconds. */
export const CLIP_BYTES = 400_000;

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
	status: number | undefined;
	/** The voice that was answered. */
	voiceId: string | undefined;
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
	const sent = { name, status: undefined, voiceId: undefined };
	try {
		const response = await fetch(`${main.url}/webhook/${PATH}`, { method: 'POST', body, signal });
		const { id } = (await response.json()) as { id?: string };
		return { name, status: response.status, voiceId: id, ms: performance.now() - start };
	} catch {
		return { ...sent, ms: performance.now() - start };
	}
}

/** Does something for each of these, so many at a time; gives the results in their order. */
export async function mapWithConcurrency<Input, Output>(
	inputs: Input[],
	concurrency: number,
	work: (input: Input) => Promise<Output>,
): Promise<Output[]> {
	const outputs: Output[] = [];
	let next = 0;
	const workOn = async () => {
		for (let index = next++; index < inputs.length; index = next++) {
			outputs[index] = await work(inputs[index] as Input);
		}
	};
	await Promise.all(Array.from({ length: concurrency }, workOn));
	return outputs;
}

/** So many names, which have a beginning and nothing else in common, all of the same length. */
export function namesOf(beginning: string, count: number): string[] {
	const digits = String(count - 1).length;
	return Array.from(
		{ length: count },
		(_, index) => `${beginning} ${String(index).padStart(digits, '0')}`,
	);
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

/** Has the service take so long for each clone from now on. */
export async function slowDown({ simulator }: Cluster, delayMs: number): Promise<void> {
	await simulator.plan({ path: '/voices/clone', times: 1_000_000, delayMs });
}
