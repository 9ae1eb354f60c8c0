import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { openExamples, type Examples } from '../e2e/support/examples.mts';
import { openBrowser } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { takePictures } from './support/pictures.mts';

jest.setTimeout(120_000);

let examples: Examples;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	examples = await openExamples();
	browser = await openBrowser();
	editor = await Editor.open(browser, examples.url);
	await editor.signIn();
});
afterAll(async () => {
	await browser.close();
	await examples.remove();
});

// By their IDs in n8n.
test.each([
	['clone-voice-from-form', 'form'],
	['clone-voice-from-file', 'file'],
	['clone-and-call-from-form', 'form-call'],
	['clone-from-telegram-voice', 'telegram'],
	['clone-call-wait-respond', 'wait'],
	['nightly-folder-of-clips', 'folder'],
	['answer-inbound-call', 'inbound'],
])('the example %s opens, and no node of it has anything to complain of', async (name, id) => {
	await editor.openWorkflow(id);
	expect(await editor.part('node-issues').count()).toBe(0);
	await takePictures(editor.page, name, await editor.extentOfWorkflow());
});
