import { NodeOperationError } from 'n8n-workflow';

import { getDial, recordingUrls } from '../../calls/dial';
import { storeRecording } from '../../calls/recording';
import { describeFile } from '../../calls/storeFile';
import type { ItemResult, ItemRun } from '../../execution/run';
import { propertiesOf, readField } from '../../fields/field';
import { dialField } from '../../fields/ids';
import { fileNameOption, maxFileSizeOption, outputFileField } from '../../fields/output';
import type { Operation } from '../../operation';

const fileNameField = fileNameOption({
	placeholder: 'e.g. call.wav',
	description: "The name of the file, instead of the recording's own",
});

/**
 * Downloads the recordings of a call, one item each: the file in a binary field, its name, type and size in the JSON.
 * Throws a NodeOperationError for an empty field and where there is no recording, and what `getDial` and `download` throw.
 * API page: "Get Dial" (`recordings`).
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const { context, itemIndex } = item;
	const field = String(readField(item, outputFileField));
	const dialId = String(readField(item, dialField));
	const fileName = readField(item, fileNameField, 'options') ?? '';
	const maxMegabytes = readField(item, maxFileSizeOption, 'options');
	const urls = recordingUrls(await getDial(item, dialId));
	if (urls.length === 0) {
		throw new NodeOperationError(context.getNode(), 'The call has no recording', {
			itemIndex,
			description:
				'A recording is ready some time after the call. Wait for the event "Recording Ready" of the Vogent Trigger, or use Create and Wait.',
		});
	}
	const results: ItemResult[] = [];
	for (const url of urls) {
		const file = await storeRecording(item, { dialId, url, fileName, maxMegabytes });
		const json = { dialId, ...(await describeFile(item, file)) };
		results.push({ json, binary: { [field]: file } });
	}
	return results;
}

export const downloadRecording: Operation = {
	value: 'downloadRecording',
	name: 'Download Recording',
	action: 'Download the recording of a call',
	description: 'Get the recording of a call as a file',
	worksAsTool: false,
	fields: propertiesOf([dialField, outputFileField]),
	options: propertiesOf([fileNameField, maxFileSizeOption]),
	run,
};
