import { readSaved, textOf, writeWorkflow, type SavedWorkflow } from './folder.mts';
import { workflowsOfTrigger } from './triggers.mts';
import { workflowsOfNode, type NamedWorkflow } from './workflows.mts';

/** Writes into the folder of a version what is new in it. It changes nothing that is there. */
export function saveWhatIsNew(version: string): void {
	for (const { name, workflow } of newIn(version, readSaved())) {
		writeWorkflow(version, name, workflow);
	}
}

/**
 * What no version has saved yet: workflows of new operations, and those that users would save in another way by now. What
 * this very version has saved stays as it is.
 */
export function newIn(version: string, saved: SavedWorkflow[]): NamedWorkflow[] {
	return [...workflowsOfNode(), ...workflowsOfTrigger()].filter(({ name, workflow }) => {
		const newest = saved.findLast((one) => one.name === name);
		if (newest === undefined) return true;
		return newest.version !== version && newest.text.replaceAll('\r\n', '\n') !== textOf(workflow);
	});
}
