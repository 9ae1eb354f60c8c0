import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { excerpt } from '../text/displayText';
import { emptyField, invalidField, type Field, type ItemFields } from './field';

/** What all kinds of fields have. `name` is the API's own. */
export interface FieldOptions extends Pick<
	INodeProperties,
	| 'name'
	| 'description'
	| 'placeholder'
	| 'hint'
	| 'required'
	| 'noDataExpression'
	| 'displayOptions'
> {
	label: string;
}

/** Options for texts. */
interface TextOptions extends FieldOptions {
	fallback?: string;
	rows?: number;
	password?: boolean;
	/** Whether an empty text is sent, too. */
	sendEmpty?: boolean;
	/** What to do where it must not be empty, and is. */
	emptyAdvice?: string;
}

/** A text, sent as it is given. An expression may also give a number, or nothing, which is an empty text. */
export function textField({
	fallback = '',
	rows,
	password,
	sendEmpty = false,
	emptyAdvice,
	...named
}: TextOptions): Field<string | undefined> {
	const typeOptions = { ...(rows ? { rows } : {}), ...(password ? { password } : {}) };
	return {
		property: {
			...baseProperty(named),
			type: 'string',
			default: fallback,
			...(rows || password ? { typeOptions } : {}),
		},
		read: (item, path, allowEmpty) => {
			const text = readText(item, path, named.label);
			if (text.trim() === '' && named.required) throw emptyField(item, named.label, emptyAdvice);
			return text === '' && !allowEmpty && !sendEmpty ? undefined : text;
		},
	};
}

/** A text in which spaces around it mean nothing, such as an address. */
export function trimmedTextField(options: TextOptions): Field<string | undefined> {
	return mapField(textField(options), (text) => text.trim() || undefined);
}

/** What an expression gives, of any type; typed in, it is a text. */
export function anyField(named: FieldOptions): Field {
	const { property } = textField(named);
	return { property, read: (item, path) => item.context.getNodeParameter(path, item.itemIndex) };
}

interface NumberOptions extends FieldOptions {
	/** What the editor begins with, and what an option is that the user has not added. */
	fallback: number;
	least: number;
	/** Left out where there is no limit. */
	most?: number;
}

/** A whole number, which must not be empty. */
export function numberField({ fallback, least, most, ...named }: NumberOptions): Field<number> {
	return {
		property: {
			...baseProperty(named),
			type: 'number',
			typeOptions: { minValue: least, ...(most === undefined ? {} : { maxValue: most }) },
			default: fallback,
		},
		read: (item, path) => {
			const value = toNumber(item.context.getNodeParameter(path, item.itemIndex, fallback));
			if (!Number.isSafeInteger(value) || value < least || value > (most ?? value)) {
				const range = most === undefined ? `of ${least} or more` : `from ${least} to ${most}`;
				const message = `"${named.label}" must be a whole number ${range}`;
				throw invalidField(item, message, 'Enter a number.');
			}
			return value;
		},
	};
}

/** A whole number that is left to the service where it is empty. `omitZero`: also where it is 0. */
export function optionalNumberField({
	omitZero = false,
	...options
}: NumberOptions & { omitZero?: boolean }): Field<number | undefined> {
	const { property } = numberField({ ...options, ...(omitZero ? { least: 0 } : {}) });
	const { read } = numberField(options);
	return {
		property,
		read: (item, path, allowEmpty) => {
			const given = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
			const isNone = given === '' || given === null || (omitZero && String(given) === '0');
			return isNone && !allowEmpty ? undefined : read(item, path, allowEmpty);
		},
	};
}

/** One of several values. `mayBeEmpty`: an empty text stands for the fallback. `isOpen`: an expression may give others. */
export function choiceField<Choice extends string>({
	options,
	fallback,
	mayBeEmpty = false,
	isOpen = false,
	...named
}: FieldOptions & {
	options: Array<INodePropertyOptions & { value: Choice }>;
	fallback: Choice;
	mayBeEmpty?: boolean;
	isOpen?: boolean;
}): Field<Choice> {
	const choices = options.map(({ value }) => value);
	return {
		property: { ...baseProperty(named), type: 'options', options, default: fallback },
		read: (item, path) => {
			const given = readText(item, path, named.label) || (mayBeEmpty ? fallback : '');
			const chosen = choices.find((choice) => choice === given);
			if (chosen !== undefined) return chosen;
			if (isOpen && given.trim() !== '') return given.trim() as Choice;
			const mistake = given === '' ? 'is empty' : `cannot be "${excerpt(given)}"`;
			const advice = `Use one of: ${choices.join(', ')}.`;
			throw invalidField(item, `"${named.label}" ${mistake}`, advice);
		},
	};
}

/** Whether something is given by fields or as JSON: the fields behind it are shown as it says. No part of a request. */
export function inputModeField(named: FieldOptions): Field<undefined> {
	const mode = choiceField({
		...named,
		fallback: 'fields',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
	});
	return mapField(mode, () => undefined);
}

/** A switch. A model that fills the field of a tool may write the word. */
export function switchField({
	fallback,
	...named
}: FieldOptions & { fallback: boolean }): Field<boolean> {
	return {
		property: { ...baseProperty(named), type: 'boolean', default: fallback },
		read: ({ context, itemIndex }, path) =>
			String(context.getNodeParameter(path, itemIndex, fallback)) === 'true',
	};
}

/** Several texts, separated by commas, or each on a line of its own; an expression may give a list. */
export function textsField({
	separator,
	...named
}: FieldOptions & { separator: 'comma' | 'line' }): Field<string[] | undefined> {
	return {
		property: {
			...baseProperty(named),
			type: 'string',
			default: '',
			...(separator === 'line' ? { typeOptions: { rows: 3 } } : {}),
		},
		read: (item, path, allowEmpty) => {
			const texts = readTexts(item, path, named.label, separator === 'line' ? '\n' : ',');
			if (texts.length > 0) return texts;
			if (named.required) throw emptyField(item, named.label);
			return allowEmpty ? [] : undefined;
		},
	};
}

/** A field whose value is another field's, changed: `change` may throw a NodeOperationError. */
export function mapField<Value, Changed>(
	field: Field<Value | undefined>,
	change: (value: Value, item: ItemFields) => Changed,
): Field<Changed | undefined> {
	return {
		...field,
		read: (item, path, allowEmpty) => {
			const value = field.read(item, path, allowEmpty);
			return value === undefined ? undefined : change(value, item);
		},
	};
}

/** A field whose value is sent as the only member of an object. */
export function wrapField(member: string, field: Field): Field {
	return mapField(field, (value) => ({ [member]: value }));
}

/** What the editor is told of any field. */
export function baseProperty({
	label,
	...rest
}: FieldOptions): Omit<FieldOptions, 'label'> & { displayName: string } {
	return { displayName: label, ...rest };
}

function readText(item: ItemFields, path: string, label: string): string {
	const value = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
	if (typeof value === 'object' && value !== null) {
		throw invalidField(item, `"${label}" is not text`, 'Check the expression in this field.');
	}
	return String(value ?? '');
}

function readTexts(item: ItemFields, path: string, label: string, separator: string): string[] {
	const given = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
	const list: unknown[] = Array.isArray(given)
		? given
		: readText(item, path, label).split(separator);
	if (list.some((text) => typeof text === 'object' && text !== null)) {
		throw invalidField(item, `"${label}" is not a list of texts`, 'Check the expression there.');
	}
	return list.map((text) => String(text ?? '').trim()).filter((text) => text !== '');
}

/** The number that a value stands for; NaN for what is none, such as an empty text or list, which are 0 to JavaScript. */
function toNumber(value: unknown): number {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}
