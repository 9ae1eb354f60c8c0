import { idTextField } from './ids';
import { rowsField } from './nested';
import { optionalNumberField, textField, textsField } from './simple';

/** Words for the transcriber, of an agent or of one call. */
export const keywordsField = textsField({
	name: 'keywords',
	label: 'Keywords',
	separator: 'comma',
	placeholder: 'e.g. Vogent, Anna',
	description: 'Words that the transcriber should know, separated by commas',
});

/** How loud an agent speaks; `fallback` is what the editor begins with. */
export function voiceVolumeField(fallback: number) {
	return optionalNumberField({
		name: 'voiceVolumeLevel',
		label: 'Voice Volume',
		fallback,
		least: -300,
		most: 300,
		description: 'How loud the voice is, from -300 to 300',
	});
}

/** Values of the options that a model or a voice has, as the API takes them: `optionId` and `value`, each a text. */
export function optionValuesField(name: string, label: string, of: 'model' | 'voice') {
	const placeholder = of === 'voice' ? 'Add voice option' : 'Add model option';
	return rowsField(
		{
			name,
			label,
			placeholder,
			row: { name: 'options', label: label.replace(/s$/, '') },
			key: 'optionId',
		},
		[
			idTextField({
				name: 'optionId',
				label: 'Option ID',
				description:
					of === 'voice'
						? 'The ID of the voice option in Vogent'
						: 'The ID of the option that Model: Get Many returns',
			}),
			textField({
				name: 'value',
				label: 'Value',
				sendEmpty: true,
			}),
		],
	);
}
