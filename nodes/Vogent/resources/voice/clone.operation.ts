import { prepareClip } from '../../clip/checkClip';
import { createOnce } from '../../execution/createOnce';
import type { ItemResult, ItemRun } from '../../execution/run';
import { propertiesOf, readField } from '../../fields/field';
import { fileNameOption } from '../../fields/output';
import { choiceField, numberField, switchField, textField } from '../../fields/simple';
import type { Operation } from '../../operation';
import { listVoicesNamed } from './listVoicesNamed';

const nameField = textField({
	name: 'name',
	label: 'Name',
	required: true,
	placeholder: 'e.g. Support line, Anna',
	emptyAdvice: 'Give the new voice a name.',
});

const modelField = choiceField({
	name: 'model',
	label: 'Model',
	required: true,
	fallback: 'CARTESIA',
	options: [
		{
			name: 'Cartesia',
			value: 'CARTESIA',
			description: 'General purpose. Use 10 to 30 seconds of clear speech; needs no transcription.',
		},
		{
			name: 'Sesame CSM',
			value: 'CSM',
			description: 'For conversational speech. Use 10 to 20 seconds and add the transcription.',
		},
	],
	description: "Which of Vogent's models to clone the voice with",
});

/** Read with the file that it names: an expression may also give the file itself. */
const clipField = textField({
	name: 'binaryPropertyName',
	label: 'Input Binary Field',
	required: true,
	fallback: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field that has the audio clip',
	description:
		'Use 10 to 30 seconds of clear speech. If this is "data" and the item has a single file under another name, that file is used.',
});

const transcriptionField = textField({
	name: 'transcription',
	label: 'Transcription',
	rows: 4,
	placeholder: 'e.g. Hello, thanks for calling. How can I help you today?',
	description:
		'The words spoken in the clip, without fillers such as "uh". Recommended for Sesame CSM.',
});

const checkClipOption = switchField({
	name: 'checkClip',
	label: 'Check Clip',
	fallback: true,
	description:
		'Whether to reject files that are clearly not audio, and fill in a missing file type',
});

const fileNameField = fileNameOption({
	placeholder: 'e.g. anna.wav',
	description: "File name to send instead of the clip's own, including the extension",
});

const ifNameExistsOption = choiceField({
	name: 'ifNameExists',
	label: 'If Name Already Exists',
	fallback: 'createAnyway',
	mayBeEmpty: true,
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
});

const settleOption = numberField({
	name: 'settleSeconds',
	label: 'Time to Find Lost Voice (Seconds)',
	fallback: 15,
	least: 0,
	most: 600,
	description:
		'How long to look for the voice by its name if Vogent\'s answer was lost, before cloning again. Only used with "Use Existing Voice".',
});

/**
 * Uploads the item's audio clip and gives the new voice (`AIVoice`) as Vogent returns it, or, if the user wishes, the
 * voice that has its name already. Throws a NodeOperationError for a bad field before anything is sent, and for what is
 * no audio; and what `createOnce` throws. API page: "Clone Voice" (`POST /voices/clone`).
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const name = readField(item, nameField) ?? '';
	const model = readField(item, modelField);
	const fields = { name, model, transcription: readField(item, transcriptionField) };
	const isToBeChecked = readField(item, checkClipOption, 'options');
	const fileName = readField(item, fileNameField, 'options');
	const ifNameExists = readField(item, ifNameExistsOption, 'options');
	const settleSeconds = readField(item, settleOption, 'options');
	// Now: one clip is found sooner than another, and items of one name go in their order.
	if (ifNameExists !== 'createAnyway') await item.lockName(name);
	const clip = await prepareClip(item, { model, isToBeChecked, fileName });
	try {
		const json = await createOnce(item, {
			name,
			ifNameExists,
			listNamed: async (wanted) => await listVoicesNamed(item, wanted),
			// Only a voice that may be used instead is looked for after a failure.
			settleSeconds: ifNameExists === 'reuse' ? settleSeconds : undefined,
			request: async () => {
				const upload = { fields, fileField: 'clip', file: await clip.file() };
				return { method: 'POST', path: '/voices/clone', upload, expects: 'id' };
			},
		});
		return [{ json }];
	} finally {
		clip.close();
	}
}

export const clone: Operation = {
	value: 'clone',
	name: 'Clone',
	action: 'Clone a voice',
	description: 'Create a voice from an audio clip',
	creates: 'voice',
	worksAsTool: false,
	concurrent: true,
	fields: [
		{
			displayName: 'Only clone a voice if its owner has given you permission',
			name: 'permissionNotice',
			type: 'notice',
			default: '',
		},
		...propertiesOf([nameField, modelField, clipField, transcriptionField]),
	],
	options: propertiesOf([checkClipOption, fileNameField, ifNameExistsOption, settleOption]),
	run,
};
