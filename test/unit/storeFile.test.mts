import { expect, test } from '@jest/globals';
import type { IBinaryData } from 'n8n-workflow';

import { describeFile } from '../../nodes/Vogent/calls/storeFile.ts';
import { itemRunOf, useContexts } from './support/item.mts';

useContexts();

const told = { fileName: 'a.wav', mimeType: 'audio/wav' };
const stored: IBinaryData = { ...told, data: 'filesystem-v2', id: 'filesystem:1' };

test('the size of a file is what n8n says of it', async () => {
	const file = await describeFile(await itemRunOf(), { ...stored, bytes: 7 });
	expect(file).toEqual({ ...told, fileSize: 7 });
});

test('where n8n does not, it is asked for', async () => {
	const item = await itemRunOf();
	const asked: string[] = [];
	item.context.helpers.getBinaryMetadata = (id) => {
		asked.push(id);
		return Promise.resolve({ fileSize: 9 });
	};
	const file = await describeFile(item, { ...stored, fileSize: '9 B' });
	expect(file).toEqual({ ...told, fileSize: 9 });
	expect(asked).toEqual(['filesystem:1']);
});

test('a file in memory is as long as its bytes', async () => {
	const data = Buffer.from('RIFF!').toString('base64');
	const file = await describeFile(await itemRunOf(), { ...told, data });
	expect(file).toEqual({ ...told, fileSize: 5 });
});
