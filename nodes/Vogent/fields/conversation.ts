import type { BodyField } from './bodyField';
import { numberBodyField, textsField } from './simple';

/** Words for the transcriber, of an agent or of one call. */
export const keywordsField: BodyField = textsField({
	name: 'keywords',
	label: 'Keywords',
	separator: 'comma',
	placeholder: 'e.g. Vogent, Anna',
	description: 'Words that the transcriber should know, separated by commas',
});

/** How loud an agent speaks; `fallback` is what the editor begins with. */
export function voiceVolumeField(fallback: number): BodyField {
	return numberBodyField({
		name: 'voiceVolumeLevel',
		label: 'Voice Volume',
		fallback,
		least: -300,
		most: 300,
		description: 'How loud the voice is, from -300 to 300',
	});
}
