import type { IDataObject } from 'n8n-workflow';

import { invalidField, type ItemFields } from '../../fields/field';
import { jsonListField, rowsField } from '../../fields/nested';
import { inputModeField, mapField, textField } from '../../fields/simple';
import { lengthOf } from './limits';
import { speech, voiceField } from './speechFields';

/** API page: "Text to Speech": the limits of `/tts/multispeaker`. */
const MOST_LINES = 10;
const LONGEST_LINE = 500;

const mode = inputModeField({
	name: 'linesMode',
	label: 'Specify Lines',
	description: 'How to enter the lines of the dialogue',
});

const lines = rowsField(
	{
		name: 'lines',
		label: 'Lines',
		row: { name: 'line', label: 'Line' },
		required: true,
		displayOptions: { show: { linesMode: ['fields'] } },
		description: 'At most 10 lines of 500 characters each',
	},
	[
		textField({
			name: 'text',
			label: 'Text',
			required: true,
			rows: 2,
			placeholder: 'e.g. Good morning!',
		}),
		voiceField,
	],
);

const linesJson = {
	...jsonListField({
		name: 'linesJson',
		label: 'Lines (JSON)',
		example: '[{ "text": "Good morning!", "voiceId": "6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11" }]',
		displayOptions: { show: { linesMode: ['json'] } },
		description: 'A list of at most 10 objects with "text" and "voiceId"',
	}),
	member: 'lines',
};

function checkLines(rows: IDataObject[], item: ItemFields): IDataObject[] {
	if (rows.length > MOST_LINES) {
		throw invalidField(
			item,
			`The dialogue has ${rows.length} lines, and Vogent takes ${MOST_LINES}`,
			'Split it into several items.',
		);
	}
	const mistakes = rows.map(mistakeIn);
	const bad = mistakes.flatMap((mistake, index) =>
		mistake ? [`line ${index + 1} ${mistake}`] : [],
	);
	if (bad.length > 0) {
		throw invalidField(
			item,
			`The dialogue cannot be spoken: ${bad.join(', ')}`,
			`Each line needs a voice and a text of at most ${LONGEST_LINE} characters.`,
		);
	}
	return rows;
}

function mistakeIn({ text, voiceId }: IDataObject): string | undefined {
	if (typeof text !== 'string' || text.trim() === '') return 'has no text';
	if (typeof voiceId !== 'string' || voiceId.trim() === '') return 'has no voice';
	const length = lengthOf(text);
	return length > LONGEST_LINE ? `has ${length} characters` : undefined;
}

/** Makes an audio file of a dialogue. API page: "Text to Speech" (`POST /tts/multispeaker`). */
export const synthesizeDialogue = speech({
	value: 'synthesizeDialogue',
	name: 'Synthesize Dialogue',
	action: 'Synthesize a dialogue',
	description:
		'Turn several lines into an audio file, each spoken by its own voice. May cost money.',
	path: '/tts/multispeaker',
	fields: [mode, mapField(lines, checkLines), mapField(linesJson, checkLines)],
});
