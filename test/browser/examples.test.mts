import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { addExamples } from '../e2e/support/examples.mts';
import { shareN8n, type RunningN8n } from '../e2e/support/n8n.mts';
import { openDesk, type Desk } from './support/desk.mts';
import { outside, outsideAsShown, outsideWorkflows } from './support/outside.mts';
import { takePictures } from './support/pictures.mts';

jest.setTimeout(240_000);

let n8n: RunningN8n;
let desk: Desk;

beforeAll(async () => {
	n8n = await shareN8n();
	await addExamples(n8n, { baseUrl: 'https://telegram.invalid', accessToken: 'token-of-nobody' });
	await n8n.addWorkflows(outsideWorkflows);
	await n8n.simulator.seedVoices([{ name: outside }]);
	desk = await openDesk(n8n.server.url);
	await desk.editor.logIn();
});
afterAll(async () => {
	await desk.close();
	await n8n.close();
});

// By the IDs that the tests give them.
test.each([
	['clone-voice-from-form', 'form'],
	['clone-voice-from-file', 'file'],
	['clone-and-call-from-form', 'form-call'],
	['clone-from-telegram-voice', 'telegram'],
	['clone-call-wait-respond', 'wait'],
	['nightly-folder-of-clips', 'folder'],
	['answer-inbound-call', 'inbound'],
	['call-people-from-table', 'people'],
	['evaluate-prompt-then-release', 'release'],
])('the example %s opens, and no node of it has anything to complain of', async (name, id) => {
	const { editor } = desk;
	await editor.openWorkflow(n8n.idOf(id));
	expect(await editor.part('node-issues').count()).toBe(0);
	await takePictures(editor.page, name, await editor.extentOfWorkflow());
});

test.each(outsideWorkflows.map(({ id }) => id))(
	'nothing from outside is rendered or fetched: %s',
	async (id) => {
		const { editor } = desk;
		const fetched: string[] = [];
		editor.page.on('request', (request) => fetched.push(request.url()));
		await editor.openWorkflow(n8n.idOf(id));
		await editor.openNode('Vogent');
		const output = await editor.execute();
		await output.getByText(outsideAsShown).first().waitFor();
		const rendered = '[href*="outside.invalid"], [src*="outside.invalid"]';
		expect(await editor.page.locator(rendered).count()).toBe(0);
		expect(fetched.filter((url) => url.includes('outside.invalid'))).toEqual([]);
	},
);
