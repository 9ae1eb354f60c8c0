import type { INodeParameters } from 'n8n-workflow';

/** The parameters of Clone as the editor makes them, with a name and a model, changed where `changes` says so. */
export function cloneParameters(changes: INodeParameters = {}): INodeParameters {
	return {
		resource: 'voice',
		operation: 'clone',
		name: 'Anna',
		model: 'CSM',
		binaryPropertyName: 'data',
		transcription: '',
		options: {},
		...changes,
	};
}
