import { idField } from '../../fields/ids';

/** The configuration of an evaluation: how it judges. API pages: "Evaluations". */
export const configField = idField({
	name: 'evalConfigId',
	label: 'Configuration',
	list: 'searchEvalConfigs',
	required: true,
	description: 'Evaluations are set up in the Vogent dashboard',
});
