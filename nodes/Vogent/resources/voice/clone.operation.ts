import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { checkClip, type CheckedClip } from '../../clip/checkClip';
import { findClip } from '../../clip/findClip';
import { VOICE_MODELS, type VoiceModel } from '../../clip/voiceModels';
import { record } from '../../execution/account';
import { createOnce, listIds, type Creation } from '../../execution/createOnce';
import { findNamed } from '../../execution/findNamed';
import type { ItemResult, ItemRun } from '../../execution/run';
import { fileNameOption, readFileName } from '../../fields/fileNameOption';
import { numberField } from '../../fields/numberField';
import {
	invalidField,
	readBoolean,
	readChoice,
	readNumber,
	readText,
	type NumberField,
} from '../../fields/read';
import type { Operation } from '../../operation';
import { excerpt } from '../../text/displayText';
import type { UploadFile } from '../../transport/form';
import type { ApiRequest } from '../../transport/request';
import { listVoicesNamed } from './listVoicesNamed';

const SETTLE_TIME: NumberField = {
	parameter: 'options.settleSeconds',
	label: 'Time to Find Lost Voice (Seconds)',
	fallback: 15,
	least: 0,
	most: 600,
};

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
		description: "Which of Vogent's models to clone the voice with",
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the input binary field that has the audio clip',
		description:
			'Use 10 to 30 seconds of clear speech. If this is "data" and the item has a single file under another name, that file is used.',
	},
	{
		displayName: 'Transcription',
		name: 'transcription',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Hello, thanks for calling. How can I help you today?',
		description:
			'The words spoken in the clip, without fillers such as "uh". Recommended for Sesame CSM.',
	},
];

const options: INodeProperties[] = [
	{
		displayName: 'Check Clip',
		name: 'checkClip',
		type: 'boolean',
		default: true,
		description:
			'Whether to reject files that are clearly not audio, and fill in a missing file type',
	},
	fileNameOption({
		placeholder: 'e.g. anna.wav',
		description: "File name to send instead of the clip's own, including the extension",
	}),
	{
		displayName: 'If Name Already Exists',
		name: 'ifNameExists',
		type: 'options',
		default: 'createAnyway',
		options: [
			{
				name: 'Create Anyway',
				value: 'createAnyway',
				description: 'Create a second voice with the same name',
			},
			{
				name: 'Fail',
				value: 'fail',
				description: 'Clone nothing, and show the ID of the existing voice',
			},
			{
				name: 'Use Existing Voice',
				value: 'reuse',
				description: 'Return the voice with exactly this name, and clone nothing',
			},
		],
		description:
			'What to do if Vogent already has a voice with this name. "Use Existing Voice" makes it safe to run the workflow again.',
	},
	numberField(
		SETTLE_TIME,
		'How long to look for the voice by its name if Vogent\'s answer was lost, before cloning again. Only used with "Use Existing Voice".',
	),
];

const NAME_POLICIES = ['createAnyway', 'reuse', 'fail'] as const;
type NamePolicy = (typeof NAME_POLICIES)[number];

/** What the user has entered. */
interface CloneInput {
	name: string;
	model: VoiceModel;
	transcription: string;
	fileName: string;
	checkClip: boolean;
	ifNameExists: NamePolicy;
	settleSeconds: number;
}

/**
 * Uploads the item's audio clip and gives the new voice (`AIVoice`) as Vogent returns it, or, if the user wishes, the
 * voice that has its name already. Throws a NodeOperationError for a bad field before anything is sent, for what is no
 * audio, and for a name that exists or that does not tell one voice from another; and what `createOnce` throws.
 * API page: "Clone Voice" (`POST /voices/clone`).
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const input = readInput(item);
	if (input.ifNameExists === 'createAnyway') {
		return [{ json: await cloneClip(item, input, createOnce) }];
	}
	// Items of one execution with the same name count, too.
	await item.lockName(input.name);
	return [{ json: await cloneClip(item, input, createUnlessExists) }];
}

async function cloneClip(
	item: ItemRun,
	input: CloneInput,
	create: (item: ItemRun, creation: Creation) => Promise<IDataObject>,
): Promise<IDataObject> {
	const clip = await findClip(item);
	let checked: CheckedClip | undefined;
	try {
		return await create(item, {
			name: input.name,
			request: async () => {
				checked = await prepareClip(item, clip, input);
				return cloneRequest(input, checked);
			},
			listNamed: async (name) => await listVoicesNamed(item, name),
			settleSeconds: input.ifNameExists === 'reuse' ? input.settleSeconds : undefined,
		});
	} finally {
		checked?.close();
	}
}

async function createUnlessExists(item: ItemRun, creation: Creation): Promise<IDataObject> {
	const { context, itemIndex } = item;
	const { name, settleSeconds } = creation;
	const voice = await findNamed(item, creation);
	if (voice === undefined) return await createOnce(item, creation);
	// Only a voice that may be used instead is looked for after a failure.
	if (settleSeconds === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`A voice named "${excerpt(name)}" already exists in Vogent`,
			{
				itemIndex,
				description: `Its ID is ${listIds([voice])}. Give the new voice another name, or choose something else under "If Name Already Exists".`,
			},
		);
	}
	item.hint('Existing voices were returned, and nothing was cloned', `item ${itemIndex}: ${name}`);
	await record(item, { name, state: 'found', json: { ...voice } });
	return voice;
}

async function prepareClip(
	item: ItemRun,
	clip: UploadFile,
	{ model, fileName, checkClip: isToBeChecked }: CloneInput,
): Promise<CheckedClip> {
	const checked: CheckedClip = isToBeChecked
		? await checkClip(item, clip, model)
		: { ...clip, close: () => undefined };
	return fileName === '' ? checked : { ...checked, fileName };
}

function cloneRequest({ name, model, transcription }: CloneInput, file: UploadFile): ApiRequest {
	const fields = { name, model, transcription: transcription || undefined };
	const upload = { fields, fileField: 'clip', file };
	return { method: 'POST', path: '/voices/clone', upload, expects: 'id' };
}

function readInput(item: ItemRun): CloneInput {
	const name = readText(item, 'name', 'Name');
	if (name.trim() === '') throw invalidField(item, '"Name" is empty', 'Give the new voice a name.');
	return {
		name,
		model: readChoice(item, { parameter: 'model', label: 'Model', choices: VOICE_MODELS }),
		transcription: readText(item, 'transcription', 'Transcription'),
		fileName: readFileName(item),
		checkClip: readBoolean(item, 'options.checkClip', true),
		ifNameExists: readChoice(item, {
			parameter: 'options.ifNameExists',
			label: 'If Name Already Exists',
			choices: NAME_POLICIES,
			fallback: 'createAnyway',
		}),
		settleSeconds: readNumber(item, SETTLE_TIME),
	};
}

export const clone: Operation = {
	value: 'clone',
	name: 'Clone',
	action: 'Clone a voice',
	description: 'Create a voice from an audio clip',
	creates: 'voice',
	worksAsTool: false,
	concurrent: true,
	fields,
	options,
	run,
};
