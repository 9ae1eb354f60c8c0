import type { INodeProperties } from 'n8n-workflow';

import { findClip } from '../../clip';
import { invalidField, readText } from '../../fields';
import type { ItemRun, Operation } from '../../operation';
import { UploadForm } from '../../transport/form';
import { apiRequest } from '../../transport/request';
import { VOICE_MODELS } from '../../types';

const fields: INodeProperties[] = [
	{
		displayName: 'Only clone a voice if its owner has given you permission',
		name: 'permissionNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Support line, Anna',
		description: 'What the new voice is called in Vogent',
	},
	{
		displayName: 'Model',
		name: 'model',
		type: 'options',
		required: true,
		default: 'CARTESIA',
		options: [
			{
				name: 'Cartesia',
				value: 'CARTESIA',
				description:
					'General purpose. Use 10 to 30 seconds of clear speech; needs no transcription.',
			},
			{
				name: 'Sesame CSM',
				value: 'CSM',
				description: 'For conversational speech. Use 10 to 20 seconds and add the transcription.',
			},
		],
		description: 'The voice model that learns the voice',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the input field that has the audio clip',
		description:
			'10 to 30 seconds of clear speech is best. If left at "data", the only binary field of an item is used, whatever its name.',
	},
	{
		displayName: 'Transcription',
		name: 'transcription',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Hello, thanks for calling. How can I help you today?',
		description:
			'The words spoken in the clip. For Sesame CSM, use 10 to 20 seconds of conversation and leave out fillers such as "uh".',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. anna.wav',
				description: "Sent instead of the clip's own file name",
			},
		],
	},
];

/**
 * Uploads the item's audio clip and gives the new voice (`AIVoice`) as Vogent returns it.
 * Throws a NodeOperationError for a bad field before anything is sent, and what `apiRequest` throws.
 * API page: "Clone Voice" (`POST /voices/clone`).
 */
async function run(item: ItemRun) {
	const { context, itemIndex } = item;
	const name = readText(item, 'name', 'Name');
	if (name.trim() === '') throw invalidField(item, '"Name" is empty', 'Give the new voice a name.');

	const model = readText(item, 'model', 'Model');
	if (!VOICE_MODELS.some((known) => known === model)) {
		const message =
			model === '' ? '"Model" is empty' : `"Model" is "${model}", which is not a voice model`;
		throw invalidField(item, message, `Use one of: ${VOICE_MODELS.join(', ')}.`);
	}
	const transcription = readText(item, 'transcription', 'Transcription');
	const fileName = readText(item, 'options.fileName', 'File Name');

	const form = new UploadForm(
		{ name, model, transcription: transcription === '' ? undefined : transcription },
		'clip',
		await findClip(item, fileName),
	);
	const voice = await apiRequest(
		context,
		{ method: 'POST', path: '/voices/clone', body: form, creates: clone.creates, expects: 'id' },
		itemIndex,
	);
	return [voice];
}

export const clone: Operation = {
	value: 'clone',
	name: 'Clone',
	action: 'Clone a voice',
	description: 'Make a new voice from an audio clip',
	worksAsTool: false,
	creates: 'voice',
	fields,
	run,
};
