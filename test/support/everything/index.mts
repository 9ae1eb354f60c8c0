import { agentRows } from './agent.mts';
import { callRows } from './call.mts';
import { callBatchRows } from './callBatch.mts';
import { evaluationRows } from './evaluation.mts';
import { extractorRows } from './extractor.mts';
import { functionRows } from './function.mts';
import { modelRows } from './model.mts';
import { phoneNumberRows } from './phoneNumber.mts';
import { promptRows } from './prompt.mts';
import type { Row } from './row.mts';
import { speechRows } from './speech.mts';
import { voiceRows } from './voice.mts';

/**
 * Every operation of the node with all its fields filled in, and what it has to send. Run one after the other against the
 * same simulator, each finds what it needs: what a row deletes is of no use to those after it.
 */
export const rows: Row[] = [
	...voiceRows,
	...callRows,
	...callBatchRows,
	...speechRows,
	...agentRows,
	...promptRows,
	...extractorRows,
	...phoneNumberRows,
	...modelRows,
	...evaluationRows,
	// Agents have it.
	...functionRows,
];
