import { node, start, vogentNode, workflow } from '../../e2e/support/workflows.mts';
import type { WorkflowToImport } from '../../n8n/types.mts';

/** As somebody may enter it into a form for names; nobody has this host. */
export const outside =
	'Eve <a href="https://outside.invalid">link</a><img src="https://outside.invalid/x.png">';

/** The beginning of it, as n8n is to show it. */
export const outsideAsShown = 'Eve ‹a href="https://outside';

const audio = Buffer.alloc(2000, 'a clip').toString('base64');
const assignments = [{ id: 'audio', name: 'audio', value: audio, type: 'string' }];
const toFile = { operation: 'toBinary', sourceProperty: 'audio', options: {} };

const batch = vogentNode({
	resource: 'callBatch',
	operation: 'create',
	name: 'Batch',
	callAgentId: { __rl: true, mode: 'id', value: 'agent' },
	toNumber: outside,
	additionalFields: {},
});

/** Workflows whose last node shows it, by where: in a hint, if a voice has that name, and in an error's description. */
export const outsideWorkflows: WorkflowToImport[] = [
	workflow('hint', [
		start(),
		node('Fields', 'n8n-nodes-base.set', { assignments: { assignments } }, { typeVersion: 3.4 }),
		node('File', 'n8n-nodes-base.convertToFile', toFile, { typeVersion: 1.1 }),
		vogentNode({ name: outside, options: { ifNameExists: 'reuse', checkClip: false } }),
	]),
	workflow('description', [start(), batch]),
];
