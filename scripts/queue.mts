import { cloneUndisturbed, cloneWorkflow } from './queue/clones.mts';
import { openCluster } from './queue/cluster.mts';
import { crashInTheMiddle } from './queue/crash.mts';
import { asText, isOff } from './queue/report.mts';
import { openServices } from './queue/services.mts';
import { callsWorkflow, waitForCalls } from './queue/waiting.mts';
import { runCommand, say } from './runCommand.mts';
import { withProgress } from './set-up/progress.cjs';

/** What is tried, in this order. In the first one the service answers at once. */
const SCENARIOS = { clones: cloneUndisturbed, crash: crashInTheMiddle, waiting: waitForCalls };

runCommand('The test of the queue mode', async (atEnd) => {
	const chosen = process.argv.slice(2);
	const unknown = chosen.find((name) => !(name in SCENARIOS));
	if (unknown !== undefined) {
		throw new Error(`There is no scenario "${unknown}": ${Object.keys(SCENARIOS).join(', ')}.`);
	}
	const services = await openServices(atEnd);
	const cluster = await withProgress('Starting n8n, main and two workers (about a minute)', () =>
		openCluster(services, [cloneWorkflow, callsWorkflow], atEnd),
	);
	let off = 0;
	try {
		for (const [name, run] of Object.entries(SCENARIOS)) {
			if (chosen.length > 0 && !chosen.includes(name)) continue;
			const section = await withProgress(name, () => run(cluster));
			say(`\n${asText(section)}\n`);
			off += section.rows.filter(isOff).length;
		}
	} finally {
		say(`What n8n has written is in ${await cluster.saveLogs()}`);
	}
	say(off > 0 ? `\n${off} off` : '\nAll as it should be');
	process.exitCode = off > 0 ? 1 : 0;
});
