/** A flow in which every field of the API has a value. */
export const flow = {
	nodes: [
		{
			id: 'greeting',
			name: 'Greeting',
			type: 'speech',
			transitionRules: [
				{
					conditionType: 'in',
					transitionNodeId: 'goodbye',
					arrayConditionType: 'any',
					field: 'answer',
					value: 'no',
					values: ['no', 'never'],
				},
			],
			nodeData: { text: 'Do you have a minute?', tries: 2 },
		},
		{ id: 'goodbye', name: 'Goodbye', type: 'end', transitionRules: [], nodeData: {} },
	],
	globalContext: 'You call for a clinic.',
	aiOpen: true,
	openingLineType: 'INBOUND_ONLY',
};
