import { choiceField, mapField, type FieldOptions } from './simple';

/**
 * Asks whether something is given by fields (`fields`) or as JSON (`json`): the fields behind it are shown as it says. It
 * is no part of a request.
 */
export function inputModeField(named: FieldOptions) {
	return mapField(
		choiceField({
			...named,
			fallback: 'fields',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
		}),
		() => undefined,
	);
}
