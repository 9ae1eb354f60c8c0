import { installTarball } from '../../test/package/support/package.mts';
import { endWithParent } from '../set-up/parent.mts';
import { median } from './figures.mts';
import {
	loadNode,
	loadWorkflow,
	MAX_DESCRIPTION_BYTES,
	MAX_MILLISECONDS,
	ownFiles,
	type Loading,
} from './loading.mts';

const ROUNDS = 10;

const medianOf = (loadings: Loading[]) => median(loadings.map(({ milliseconds }) => milliseconds));

/** One after the other, in turn, so that whatever else the machine does hits both alike. */
async function measure(directory: string) {
	const workflows: Loading[] = [];
	const nodes: Loading[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		workflows.push(await loadWorkflow(directory));
		nodes.push(await loadNode(directory));
	}
	return { workflows, nodes };
}

endWithParent();

const installed = await installTarball();
try {
	// What the first ones read from the disk, the later ones find in memory: they do not count.
	await loadWorkflow(installed.directory);
	const last = await loadNode(installed.directory);
	const { workflows, nodes } = await measure(installed.directory);
	const more = medianOf(nodes) - medianOf(workflows);
	const own = await ownFiles(installed.directory, last);
	const ownBytes = own.reduce((sum, { bytes }) => sum + bytes, 0);
	const rows: Array<[what: string, measured: string, limit: string]> = [
		['n8n-workflow alone', `${medianOf(workflows).toFixed(1)} ms`, ''],
		['the node', `${medianOf(nodes).toFixed(1)} ms`, ''],
		['more for the node', `${more.toFixed(1)} ms`, `${MAX_MILLISECONDS} ms`],
		['own files loaded', `${own.length}`, ''],
		['bytes of own files', `${ownBytes}`, ''],
		['bytes of the description', `${last.descriptionBytes}`, `${MAX_DESCRIPTION_BYTES}`],
	];
	process.stdout.write(`Medians of ${ROUNDS} fresh processes each, Node ${process.version}\n\n`);
	process.stdout.write(`${''.padEnd(26)}${'measured'.padStart(12)}${'at most'.padStart(12)}\n`);
	for (const [what, measured, limit] of rows) {
		process.stdout.write(`${what.padEnd(26)}${measured.padStart(12)}${limit.padStart(12)}\n`);
	}
	const over = more > MAX_MILLISECONDS || last.descriptionBytes > MAX_DESCRIPTION_BYTES;
	process.stdout.write(`\n${over ? 'Over the limit' : 'Within the limits'}\n`);
	process.exitCode = over ? 1 : 0;
} finally {
	await installed.remove();
}
