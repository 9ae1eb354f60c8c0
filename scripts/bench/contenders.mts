import path from 'node:path';

import type { BinaryDataMode } from '../../test/n8n/lines.mts';
import type { Simulator } from '../../test/simulator/client.mts';
import type { Case } from './cases.mts';
import { uploadByCurl } from './curl.mts';
import type { Contender, Figures } from './figures.mts';
import { makeInstance, type Instance } from './instance.mts';
import type { Receiver, Service } from './receiver.mts';
import { credentialsFor, makeWorkflow, workflowId, type ContenderInN8n } from './workflows.mts';

/** How each contender that takes part uploads the clips of a case. */
export type Uploads = Partial<Record<Contender, () => Promise<Figures>>>;

/** Who takes uploads: those that are measured, or those that are checked. */
type Target = 'receiver' | 'simulator';

/** What all contenders upload, to whom, and with what. */
export interface Field extends Record<Target, Service> {
	/** The package's. */
	tarball: string;
	/** A folder for the clips, one in it for each case. */
	folder: string;
	receiver: Receiver;
	simulator: Simulator;
	hasCurl: boolean;
	cases: Case[];
}

const TARGETS: Target[] = ['receiver', 'simulator'];

/** Where files are not on disk, only memory is compared, with the HTTP Request node. */
function inN8n({ mode, clips }: Case): ContenderInN8n[] {
	const all: ContenderInN8n[] = ['nothing', 'node', 'http'];
	if (mode !== 'filesystem') return all;
	return [...all, 'buffered', ...(clips === 1 ? (['bare'] as const) : [])];
}

/** Where the clips of a case are. */
export function folderOf({ folder }: Field, { id }: Case): string {
	return path.join(folder, id);
}

/** Makes an n8n that keeps files in this way, with the workflows of all cases that want it. */
export async function makeInstanceFor(field: Field, mode: BinaryDataMode): Promise<Instance> {
	const { tarball, folder } = field;
	const cases = field.cases.filter((one) => one.mode === mode);
	const workflows = TARGETS.flatMap((target) =>
		cases.flatMap((one) =>
			inN8n(one).map((contender) =>
				makeWorkflow(one, contender, {
					folder: folderOf(field, one),
					service: field[target],
					credential: target,
				}),
			),
		),
	);
	const credentials = TARGETS.flatMap((target) => credentialsFor(field[target], target));
	return await makeInstance({ tarball, mode, clips: folder, credentials, workflows });
}

/** How each contender uploads the clips of a case. */
export function uploadsOf(
	field: Field,
	{ instance, one, clips }: { instance: Instance; one: Case; clips: string[] },
	target: Target,
): Uploads {
	const uploads: Uploads = Object.fromEntries(
		inN8n(one).map((contender) => [
			contender,
			() => instance.run(workflowId(one, contender, target)),
		]),
	);
	if (one.mode === 'filesystem' && field.hasCurl) {
		uploads.curl = () => uploadByCurl(field[target], clips, one.concurrency);
	}
	return uploads;
}
