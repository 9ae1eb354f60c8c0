import { describeFile, storeFile, type FileToStore } from '../../calls/storeFile';
import { FORMATS, hasExtension } from '../../clip/audio';
import type { ItemRun } from '../../execution/run';
import { optionValuesField } from '../../fields/conversation';
import { propertiesOf, readField, type Field } from '../../fields/field';
import { idField } from '../../fields/ids';
import { fileNameOption, maxFileSizeOption, outputFileField } from '../../fields/output';
import { requestBody } from '../../fields/requestBody';
import { choiceField } from '../../fields/simple';
import type { Operation } from '../../operation';
import { noticeField } from '../../operations/create';
import { makeFile } from '../../transport/file';

/** What the API can make, with the type and the extension of the file. API page: "Text to Speech" (`outputType`). */
const OUTPUT_TYPES = new Map<string, Pick<FileToStore, 'mimeType'> & { extension: string }>([
	['MP3', FORMATS.MP3],
	['RAW_PCM16', { mimeType: 'audio/pcm', extension: '.pcm' }],
	['WAV_PCM16', FORMATS.WAV],
]);

const outputType = choiceField({
	name: 'outputType',
	label: 'Format',
	fallback: 'WAV_PCM16',
	options: [
		{ name: 'MP3', value: 'MP3', description: 'Small file' },
		{ name: 'Raw PCM', value: 'RAW_PCM16', description: '16-bit audio without a file header' },
		{ name: 'WAV', value: 'WAV_PCM16', description: '16-bit audio that plays everywhere' },
	],
});

/** Hertz, as the reference lists them: 41500 is no slip of ours. */
const SAMPLE_RATES = [8000, 16_000, 22_050, 24_000, 41_500, 48_000];

const sampleRate = choiceField({
	name: 'sampleRate',
	label: 'Sample Rate',
	fallback: '24000',
	options: SAMPLE_RATES.map((rate) => ({ name: `${rate} Hz`, value: String(rate) })),
	description: 'Higher rates sound better. Phone calls use 8000 Hz.',
});

const voiceOptions = optionValuesField('voiceOptionValues', 'Voice Options', 'voice');

const fileName = fileNameOption({
	placeholder: 'e.g. greeting.wav',
	description: 'The name of the file, instead of "speech". A missing extension is added.',
});

/** The voice that speaks. */
export const voiceField = idField({
	name: 'voiceId',
	label: 'Voice',
	list: 'searchVoices',
	required: true,
	description: 'The voice that speaks, such as one that you cloned',
});

/** Options for the ways of making speech. */
interface Speech extends Pick<Operation, 'value' | 'name' | 'action' | 'description'> {
	path: string;
	/** What is said. */
	fields: Field[];
}

/**
 * An operation that makes an audio file of text: the file in a binary field, its name, type, size and format in the JSON.
 * Its `run` throws a NodeOperationError for a bad field, and what `makeFile` throws. API pages: "Text to Speech".
 */
export function speech({ path, fields, ...named }: Speech): Operation {
	const { properties, read } = requestBody({
		request: `POST ${path}`,
		fields: [...fields, outputType, sampleRate],
		beside: [outputFileField.property],
		additional: [voiceOptions],
		arrange: ({ outputType: type, sampleRate: rate, ...rest }) => ({
			...rest,
			format: { outputType: type, sampleRate: Number(rate) },
		}),
	});
	return {
		...named,
		worksAsTool: false,
		concurrent: true,
		fields: [noticeField('Vogent may charge for each file that it makes'), ...properties],
		options: propertiesOf([fileName, maxFileSizeOption]),
		run: async (item) => {
			const field = String(readField(item, outputFileField));
			const body = read(item);
			const type = readField(item, outputType);
			const kept = fileToStore(item, type);
			const file = await makeFile(
				item,
				{ path, body },
				async (made) => await storeFile(item, made, kept),
			);
			const format = { outputType: type, sampleRate: Number(readField(item, sampleRate)) };
			const json = { ...(await describeFile(item, file)), ...format };
			return [{ json, binary: { [field]: file } }];
		},
	};
}

function fileToStore(item: ItemRun, type: string): FileToStore {
	const { mimeType, extension } = OUTPUT_TYPES.get(type) ?? { mimeType: '', extension: '' };
	const given = readField(item, fileName, 'options') ?? 'speech';
	return {
		fileName: hasExtension(given) ? given : `${given}${extension}`,
		mimeType,
		maxMegabytes: readField(item, maxFileSizeOption, 'options'),
	};
}
