import { readSaved, textOf, writeWorkflow, type SavedWorkflow } from './folder.mts';
import { workflowsOfTrigger } from './triggers.mts';
import { workflowsOfNode } from './workflows.mts';

/**
 * Writes into the folder of a version what no version has saved yet: workflows of new operations, and those that users
 * would save in another way by now. It changes nothing that is there.
 */
export function saveWhatIsNew(version: string): void {
	const saved = readSaved();
	for (const { name, workflow } of [...workflowsOfNode(), ...workflowsOfTrigger()]) {
		const newest = saved.findLast((one) => one.name === name);
		if (newest === undefined || isOther(newest, textOf(workflow), version)) {
			writeWorkflow(version, name, workflow);
		}
	}
}

/** Whether it is to be saved once more. What this very version has saved stays. */
function isOther({ version, text }: SavedWorkflow, now: string, current: string): boolean {
	return version !== current && text.replaceAll('\r\n', '\n') !== now;
}
