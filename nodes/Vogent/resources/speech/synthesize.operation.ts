import { mapField, textField } from '../../fields/simple';
import { checkLength } from './limits';
import { speech, voiceField } from './speechFields';

/** API page: "Text to Speech": the limit of `/tts`. */
const LONGEST_TEXT = 5000;

const text = mapField(
	textField({
		name: 'text',
		label: 'Text',
		required: true,
		rows: 4,
		placeholder: 'e.g. Hello, thanks for calling. How can I help you today?',
		description: 'The words to say, at most 5,000 characters. 100 to 1,000 sound best.',
	}),
	(words, item) => checkLength(item, '"Text"', words, LONGEST_TEXT),
);

/** Makes an audio file of a text. API page: "Text to Speech" (`POST /tts`). */
export const synthesize = speech({
	value: 'synthesize',
	name: 'Synthesize',
	action: 'Synthesize speech',
	description: 'Turn a text into an audio file, spoken by one voice. May cost money.',
	path: '/tts',
	fields: [text, voiceField],
});
