import { isResourceLocatorValue } from 'n8n-workflow';

import { invalidField, type Field, type ItemFields } from './field';
import type { OptionsName } from './listSearch';
import { locator, type Locator } from './locators';
import { baseProperty, textsField, type FieldOptions } from './simple';

/** An ID for which there is no list to choose from. */
export function idTextField(named: FieldOptions): Field<string | undefined> {
	return {
		property: {
			placeholder: 'e.g. 6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
			...baseProperty(named),
			type: 'string',
			default: '',
		},
		read: idReader(named),
	};
}

/** Several things of the workspace, chosen from a list, or given by their IDs with an expression. */
export function idsField({
	list,
	...named
}: FieldOptions & { list: OptionsName }): Field<string[] | undefined> {
	return {
		...textsField({ ...named, separator: 'comma' }),
		property: {
			...baseProperty(named),
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: list },
			default: [],
		},
	};
}

/** The ID of something of the workspace, chosen from a list or given. */
export function idField({
	label,
	displayOptions,
	canBeEmpty,
	...rest
}: Omit<Locator, 'displayName'> &
	Pick<FieldOptions, 'label' | 'displayOptions'> &
	Pick<Reader, 'canBeEmpty'>): Field<string | undefined> {
	const property = locator({ ...rest, displayName: label });
	return {
		property: displayOptions === undefined ? property : { ...property, displayOptions },
		read: idReader({ label, required: rest.required, canBeEmpty }),
	};
}

interface Reader extends Pick<FieldOptions, 'label' | 'required'> {
	/** Whether a change may take it away. */
	canBeEmpty?: boolean;
}

function idReader({
	label,
	required,
	canBeEmpty = false,
}: Reader): Field<string | undefined>['read'] {
	return (item, path, allowEmpty) => {
		const entered = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
		const given = idIn(entered);
		if (typeof given === 'object' && given !== null) {
			throw invalidField(item, `"${label}" is not an ID`, 'Check the expression in this field.');
		}
		// Where an item failed before, say: the call would go on with something else than the user means.
		if ((given === undefined || given === null) && hasExpression(item, path)) {
			throw invalidField(
				item,
				`The expression in "${label}" gives nothing`,
				'Check what the node before gives, or leave the field empty.',
			);
		}
		const id = String(given ?? '').trim();
		// It would lead to another address, or to none.
		if (/^\.{1,2}$/.test(id) || !id.isWellFormed())
			throw invalidField(item, `"${label}" is not an ID`, 'Check it.');
		if (id === '' && allowEmpty && canBeEmpty) return '';
		if (id === '' && (required || allowEmpty)) {
			throw invalidField(item, `"${label}" is empty`, 'Choose one from the list, or give its ID.');
		}
		return id || undefined;
	};
}

function hasExpression({ context }: ItemFields, path: string): boolean {
	const value = idIn(context.getNodeParameter(path, 0, '', { rawExpressions: true }));
	return typeof value === 'string' && value.startsWith('=');
}

function idIn(entered: unknown): unknown {
	return isResourceLocatorValue(entered) ? entered.value : entered;
}

/** The agent that talks on the call. API pages: "Dials", "Batch Dial Jobs". */
export const callAgentField = idField({
	label: 'Agent',
	name: 'callAgentId',
	list: 'searchAgents',
	required: true,
	description: 'The agent that talks on the call',
});

/** The agent that is changed, or that a prompt or an extractor belongs to. API pages: "Agents". */
export const agentField = idField({
	label: 'Agent',
	name: 'agentId',
	list: 'searchAgents',
	required: true,
});

/** A call that exists: the API calls it a dial. API pages: "Dials". */
export const dialField = idTextField({
	label: 'Call ID',
	name: 'dialId',
	required: true,
	description: 'The ID that Create returns as "dialId"',
});
