import path from 'node:path';

import type { BinaryDataMode } from '../../test/n8n/lines.mts';
import type { Simulator } from '../../test/simulator/client.mts';
import type { Case } from './cases.mts';
import type { Checks } from './checkUploads.mts';
import { makeInstance, type Instance } from './instance.mts';
import type { Uploads } from './measure.mts';
import { uploadByAxios, uploadByCurl, type Upload } from './outside.mts';
import type { Receiver, Service } from './receiving.mts';
import { credentialsFor, makeWorkflow, workflowId, type ContenderInN8n } from './workflows.mts';

/** Where files are not on disk, only memory is compared, with the HTTP Request node. */
function inN8n({ mode, clips }: Case): ContenderInN8n[] {
	const all: ContenderInN8n[] = ['nothing', 'node', 'http'];
	if (mode !== 'filesystem') return all;
	return [...all, 'buffered', ...(clips === 1 ? (['bare'] as const) : [])];
}

/** What all contenders upload, to whom, and with what. */
export interface Field {
	/** The package's. */
	tarball: string;
	/** A folder for the clips, one in it for each case. */
	folder: string;
	/** Who takes the uploads that are measured. */
	receiver: Receiver;
	/** Who takes those that are checked. */
	simulator: Simulator;
	hasCurl: boolean;
	cases: Case[];
}

/** Where the clips of a case are. */
export function folderOf({ folder }: Field, { id }: Case): string {
	return path.join(folder, id);
}

/** Makes an n8n that keeps files in this way, with the workflows of all cases that want it. */
export async function makeInstanceFor(field: Field, mode: BinaryDataMode): Promise<Instance> {
	const { tarball, folder, receiver, simulator, cases } = field;
	const services: Array<[credential: string, service: Service]> = [
		['receiver', receiver],
		['simulator', simulator],
	];
	const workflows = services.flatMap(([credential, service]) =>
		cases
			.filter((one) => one.mode === mode)
			.flatMap((one) =>
				inN8n(one).map((contender) =>
					makeWorkflow(one, contender, { folder: folderOf(field, one), service, credential }),
				),
			),
	);
	const credentials = services.flatMap(([id, service]) => credentialsFor(service, id));
	return await makeInstance({ tarball, mode, clips: folder, credentials, workflows });
}

/** How each contender uploads the clips of a case to the receiver. */
export function uploadsOf(
	{ receiver, hasCurl }: Field,
	{ instance, one, clips }: { instance: Instance; one: Case; clips: string[] },
): Uploads {
	const { mode, concurrency } = one;
	const uploads: Uploads = Object.fromEntries(
		inN8n(one).map((contender) => [
			contender,
			() => instance.run(workflowId(one, contender, 'receiver')),
		]),
	);
	if (mode !== 'filesystem') return uploads;
	const upload: Upload = { ...receiver, clips, concurrency };
	return {
		...uploads,
		axios: () => uploadByAxios(upload),
		...(hasCurl ? { curl: () => uploadByCurl(upload) } : {}),
	};
}

/** How each contender uploads the one clip of a case to the simulator. */
export function checksOf(
	{ simulator, hasCurl }: Field,
	{ instance, one, clips }: { instance: Instance; one: Case; clips: string[] },
): Checks {
	const uploading = inN8n(one).filter(
		(contender) => contender !== 'nothing' && contender !== 'bare',
	);
	const upload: Upload = { ...simulator, clips, concurrency: 1 };
	return {
		...Object.fromEntries(
			uploading.map((contender) => [
				contender,
				() => instance.run(workflowId(one, contender, 'simulator')),
			]),
		),
		axios: () => uploadByAxios(upload),
		...(hasCurl ? { curl: () => uploadByCurl(upload) } : {}),
	};
}
