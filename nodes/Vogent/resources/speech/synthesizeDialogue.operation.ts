import type { IDataObject } from 'n8n-workflow';

import { rowsField } from '../../body/nested';
import { changed, textField } from '../../body/simple';
import { invalidField, type ItemFields } from '../../fields';
import { checkLength } from './limits';
import { speech, voiceField } from './speechFields';

/** API page: "Text to Speech": the limits of `/tts/multispeaker`. */
const MOST_LINES = 10;
const LONGEST_LINE = 500;

const lines = changed<IDataObject[]>(
	rowsField(
		{
			name: 'lines',
			label: 'Lines',
			row: { name: 'line', label: 'Line' },
			required: true,
			description: 'What is said, at most 10 lines of 500 characters',
		},
		[
			textField({
				name: 'text',
				label: 'Text',
				required: true,
				rows: 2,
				placeholder: 'e.g. Good morning!',
				description: 'The words of this line',
			}),
			voiceField,
		],
	),
	checkLines,
);

function checkLines(rows: IDataObject[], item: ItemFields): IDataObject[] {
	if (rows.length > MOST_LINES) {
		throw invalidField(
			item,
			`"Lines" has ${rows.length} lines, and Vogent takes ${MOST_LINES}`,
			'Split them into several items.',
		);
	}
	for (const [index, { text }] of rows.entries()) {
		checkLength(item, `Line ${index + 1}`, String(text), LONGEST_LINE);
	}
	return rows;
}

/** Makes an audio file of a dialogue. API page: "Text to Speech" (`POST /tts/multispeaker`). */
export const synthesizeDialogue = speech({
	value: 'synthesizeDialogue',
	name: 'Synthesize Dialogue',
	action: 'Synthesize a dialogue',
	description: 'Make an audio file of several lines, each spoken by its own voice. Costs money.',
	path: '/tts/multispeaker',
	fields: [lines],
});
