import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Which run of the node in this execution it is, from 0: in a loop a node runs many times.
 *
 * n8n's contexts have it, though their interface does not say so. The way that it names, by an expression or by the data
 * for one, takes the first execution of a process about as long as the upload of a short clip.
 */
export function runIndexOf(context: IExecuteFunctions): number {
	const { runIndex } = context as { runIndex?: unknown };
	return typeof runIndex === 'number'
		? runIndex
		: Number(context.getWorkflowDataProxy(0).$runIndex);
}
