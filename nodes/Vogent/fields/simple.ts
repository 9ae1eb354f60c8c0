import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { BodyField } from './bodyField';
import type { OptionsName } from './listSearch';
import { locator, type Locator } from './locators';
import { numberField } from './numberField';
import {
	invalidField,
	readBoolean,
	readChoice,
	readId,
	readNumber,
	readText,
	readTexts,
	type ItemFields,
	type NumberField,
} from './read';

/** What all kinds of fields have. `name` is the API's own. */
export interface FieldOptions extends Pick<
	INodeProperties,
	'name' | 'description' | 'placeholder' | 'required' | 'displayOptions'
> {
	label: string;
}

/** A text, sent as it is given. */
export function textField({
	rows,
	password,
	sendEmpty = false,
	...named
}: FieldOptions & { rows?: number; password?: boolean; sendEmpty?: boolean }): BodyField {
	const typeOptions = { ...(rows ? { rows } : {}), ...(password ? { password } : {}) };
	return {
		property: {
			...baseProperty(named),
			type: 'string',
			default: '',
			...(rows || password ? { typeOptions } : {}),
		},
		read: (item, path, allowEmpty) => {
			const text = readText(item, path, named.label);
			if (text.trim() === '' && named.required) throw emptyField(item, named.label);
			return text === '' && !allowEmpty && !sendEmpty ? undefined : text;
		},
	};
}

/** A text in which spaces around it mean nothing, such as an address. */
export function trimmedTextField(named: FieldOptions): BodyField {
	return mapField<string>(textField(named), (text) => text.trim() || undefined);
}

/** An ID for which there is no list to choose from. */
export function idTextField(named: FieldOptions): BodyField {
	return {
		property: {
			placeholder: 'e.g. 6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
			...baseProperty(named),
			type: 'string',
			default: '',
		},
		read: idReader(named.label, named.required),
	};
}

/** The ID of something of the workspace, chosen from a list or given. `canBeEmpty`: a change may take it away. */
export function idField({
	label,
	displayOptions,
	canBeEmpty = false,
	...rest
}: Omit<Locator, 'displayName'> &
	Pick<FieldOptions, 'label' | 'displayOptions'> & { canBeEmpty?: boolean }): BodyField {
	const property = locator({ ...rest, displayName: label });
	return {
		property: displayOptions === undefined ? property : { ...property, displayOptions },
		read: canBeEmpty
			? (item, path, allowEmpty) => readId(item, path, label) || (allowEmpty ? '' : undefined)
			: idReader(label, rest.required),
	};
}

/** A whole number. `omitZero`: 0 leaves it to the service. */
export function numberBodyField({
	omitZero = false,
	fallback,
	least,
	most,
	...named
}: FieldOptions &
	Pick<NumberField, 'fallback' | 'least' | 'most'> & { omitZero?: boolean }): BodyField {
	const inEditor = { parameter: named.name, label: named.label, fallback, most };
	const property = numberField(
		{ ...inEditor, least: omitZero ? 0 : least },
		named.description ?? '',
	);
	return {
		property: {
			...property,
			...(named.required ? { required: true } : {}),
			...(named.displayOptions ? { displayOptions: named.displayOptions } : {}),
		},
		read: (item, path, allowEmpty) => {
			const given = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
			const isNone = given === '' || given === null || (omitZero && String(given) === '0');
			if (isNone && !named.required && !allowEmpty) return undefined;
			return readNumber(item, { parameter: path, label: named.label, fallback, least, most });
		},
	};
}

/** One of several values; the choice `none` leaves it to the service. `isOpen`: an expression may give another one. */
export function choiceField({
	options,
	fallback,
	none,
	isOpen = false,
	...named
}: FieldOptions & {
	options: INodePropertyOptions[];
	fallback: string | number;
	none?: string;
	isOpen?: boolean;
}): BodyField {
	const choices = options.map(({ value }) => String(value));
	return {
		property: { ...baseProperty(named), type: 'options', options, default: fallback },
		read: (item, path) => {
			if (isOpen) return readText(item, path, named.label).trim() || undefined;
			const chosen = readChoice(item, { parameter: path, label: named.label, choices });
			return chosen === none ? undefined : chosen;
		},
	};
}

/** A switch. */
export function switchField({
	fallback,
	...named
}: FieldOptions & { fallback: boolean }): BodyField {
	return {
		property: { ...baseProperty(named), type: 'boolean', default: fallback },
		read: (item, path) => readBoolean(item, path, fallback),
	};
}

/** Several texts, separated by commas, or each on a line of its own. */
export function textsField({
	separator,
	...named
}: FieldOptions & { separator: 'comma' | 'line' }): BodyField {
	return {
		property: {
			...baseProperty(named),
			type: 'string',
			default: '',
			...(separator === 'line' ? { typeOptions: { rows: 3 } } : {}),
		},
		read: (item, path, allowEmpty) => {
			const texts = readTexts(item, path, named.label, separator === 'line' ? '\n' : ',');
			if (texts === undefined && named.required) throw emptyField(item, named.label);
			return texts ?? (allowEmpty ? [] : undefined);
		},
	};
}

/** Several things of the workspace, chosen from a list or given by their IDs. */
export function idsField({
	loadOptions,
	...named
}: FieldOptions & { loadOptions: OptionsName }): BodyField {
	return {
		property: {
			...baseProperty(named),
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: loadOptions },
			default: [],
		},
		read: (item, path, allowEmpty) =>
			readTexts(item, path, named.label) ?? (allowEmpty ? [] : undefined),
	};
}

/** A field whose value is another field's, changed: `change` may throw a NodeOperationError. */
export function mapField<Value>(
	field: BodyField,
	change: (value: Value, item: ItemFields) => unknown,
): BodyField {
	return {
		...field,
		read: (item, path, allowEmpty) => {
			const value = field.read(item, path, allowEmpty);
			return value === undefined ? undefined : change(value as Value, item);
		},
	};
}

/** A field whose value is sent as the only member of an object. */
export function wrapField(member: string, field: BodyField): BodyField {
	return mapField(field, (value) => ({ [member]: value }));
}

/** The error for a field that must not be empty. */
export function emptyField(item: ItemFields, label: string): Error {
	return invalidField(item, `"${label}" is empty`, 'Fill it in.');
}

/** What the editor is told of any field. */
type BaseProperty = Omit<FieldOptions, 'label'> & { displayName: string };

/** Makes that of what the kinds of fields have. */
export function baseProperty({ label, ...rest }: FieldOptions): BaseProperty {
	return { displayName: label, ...rest };
}

function idReader(label: string, required = false): BodyField['read'] {
	return (item, path, allowEmpty) => readId(item, path, label, required || allowEmpty) || undefined;
}
