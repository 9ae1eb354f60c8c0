import { expect, test } from '@jest/globals';
import type { IBinaryData } from 'n8n-workflow';

import { fileSizeOf } from '../../nodes/Vogent/fileSize.ts';
import { itemRunOf, useContexts } from './support/item.mts';

useContexts();

const stored: IBinaryData = { data: 'filesystem-v2', mimeType: 'audio/wav', id: 'filesystem:1' };

test('the size of a file is what n8n says of it', async () => {
	expect(await fileSizeOf(await itemRunOf(), { ...stored, bytes: 7 })).toBe(7);
});

test('where n8n does not, it is asked for', async () => {
	const item = await itemRunOf();
	const asked: string[] = [];
	item.context.helpers.getBinaryMetadata = (id) => {
		asked.push(id);
		return Promise.resolve({ fileSize: 9 });
	};
	expect(await fileSizeOf(item, { ...stored, fileSize: '9 B' })).toBe(9);
	expect(asked).toEqual(['filesystem:1']);
});

test('a file in memory is as long as its bytes', async () => {
	const data = Buffer.from('RIFF!').toString('base64');
	expect(await fileSizeOf(await itemRunOf(), { data, mimeType: 'audio/wav' })).toBe(5);
});
