import type { BodyField } from './bodyField';
import { rowsField } from './nested';
import { idTextField, textField } from './simple';

/** Values of the options that a model or a voice has, as the API takes them: `optionId` and `value`, each a text. */
export function optionValuesField(name: string, label: string, of: 'model' | 'voice'): BodyField {
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
