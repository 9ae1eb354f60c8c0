import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { fixtures } from '../e2e/support/workflows.mts';
import { openDesk, type Desk, type Editor } from './support/editor.mts';
import { takePictures } from './support/pictures.mts';

jest.setTimeout(120_000);

let desk: Desk;
let editor: Editor;

beforeAll(async () => {
	desk = await openDesk({ isNew: true });
	({ editor } = desk);
});
afterAll(async () => await desk.remove());

const words = ['vogent', 'voice', 'clone', 'call', 'speech', 'phone'];

describe('somebody who is new', () => {
	test('sets the owner up', async () => {
		await editor.setUpOwner();
		await editor.newWorkflow();
	});

	test.each(words)('finds the trigger by "%s"', async (word) => {
		if (await editor.part('node-creator').isHidden()) await editor.openPanel();
		const found = (await editor.search(word)).filter({ hasText: 'Vogent' });
		expect(await found.innerText()).toContain('when something happens on a Vogent call');
	});
});
