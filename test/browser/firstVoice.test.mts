import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { withThisTarball } from '../e2e/support/n8n.mts';
import { createHome, type N8nHome } from '../n8n/home.mts';
import { launchSimulator, type Simulator } from '../simulator/client.mts';
import { openDesk, publicAddress, type Desk } from './support/desk.mts';
import type { Editor } from './support/editor.mts';
import { takePictures } from './support/pictures.mts';

jest.setTimeout(240_000);

const words = ['vogent', 'voice', 'clone', 'call', 'speech', 'phone'];

let simulator: Simulator;
let home: N8nHome;
let desk: Desk;
let editor: Editor;

beforeAll(async () => {
	simulator = await launchSimulator();
	home = await withThisTarball((tarball) => createHome({ tarball }));
	const server = await home.start({ webhookUrl: `${publicAddress}/` });
	desk = await openDesk(server.url);
	({ editor } = desk);
	await simulator.settings({ cloneVoiceType: 'cloned' });
});
afterAll(async () => {
	await desk.close();
	await home.remove();
	await simulator.stop();
});

// One after the other, as somebody goes through them who has just installed the package.
describe('somebody who is new', () => {
	test('sets the owner up', async () => {
		await editor.setUpOwner();
		await editor.newWorkflow();
	});

	test.each(words)('finds the trigger by "%s"', async (word) => {
		const found = await editor.find(word, 'Vogent');
		expect(await found.innerText()).toContain('when something happens on a Vogent call');
	});

	test('starts a workflow that downloads a clip', async () => {
		await editor.add('manual', 'Manual Trigger');
		await editor.add('http request', 'HTTP Request');
		await editor.fill('url', desk.clipUrl);
		await editor.closeNode();
	});

	test.each(words)('finds the node by "%s"', async (word) => {
		expect(await (await editor.find(word, 'Vogent')).count()).toBe(1);
	});

	test('sees each action once, and adds Clone', async () => {
		await (await editor.find('vogent', 'Vogent')).first().click();
		const action = editor.listed('Clone a voice');
		await action.first().waitFor();
		expect(await action.count()).toBe(1);
		await action.click();
		await editor.part('ndv').waitFor();
		expect(await editor.field('operation').locator('input').inputValue()).toBe('Clone');
	});

	test('makes the credential: its test says that the key is wrong', async () => {
		await editor.part('node-credentials-empty-state').getByRole('button').click();
		await editor.fill('apiKey', 'a-wrong-key');
		const parts = [editor.part('credential-edit-dialog'), editor.part('credential-save-button')];
		await takePictures(editor.page, 'credential', await editor.extentOf(parts));
		await editor.fill('baseUrl', simulator.baseUrl);
		await editor.part('credential-save-button').click();
		const dialog = editor.part('credential-edit-dialog');
		await dialog.getByText('More details').click();
		expect(await dialog.innerText()).toContain('Vogent does not accept this API key');
	});

	test('and that the right one works', async () => {
		await editor.fill('apiKey', simulator.apiKey);
		await editor.part('credential-save-button').click();
		await editor.part('credential-edit-dialog').waitFor({ state: 'hidden' });
		await editor.part('credential-edit-button').click();
		await editor.part('credentials-config-container-test-success').waitFor();
		await editor.page.keyboard.press('Escape');
		await editor.part('credential-edit-dialog').waitFor({ state: 'hidden' });
	});

	test('sees what Clone gives before it has run', async () => {
		if (await editor.part('ndv').isVisible()) await editor.closeNode();
		await editor.add('edit fields', 'Edit Fields');
		const input = editor.part('ndv-input-panel');
		await input.getByText('Usually outputs the following fields').waitFor();
		const fields = await input.locator('[data-test-id="run-data-schema-item"]').allInnerTexts();
		expect(fields.map((field) => field.trim())).toEqual(
			expect.arrayContaining(['id', 'name', 'voiceType', 'voiceTier', 'description']),
		);
		await editor.closeNode();
	});

	test('fills Clone in, runs it, and sees the voice', async () => {
		await editor.openNode('Clone a voice');
		await editor.fill('name', 'Support line, Anna');
		const choices = await editor.choices('model');
		expect(await choices.allInnerTexts()).toEqual([
			expect.stringContaining('Cartesia'),
			expect.stringContaining('Sesame CSM'),
		]);
		await choices.first().click();
		await editor.fill('transcription', 'Hello, thanks for calling. How can I help you today?');
		const output = await editor.execute();
		await output.locator('tbody').getByText('Support line, Anna').waitFor();
		const voice = (await simulator.voices()).find(({ name }) => name === 'Support line, Anna');
		const row = (await output.locator('tbody tr').allInnerTexts()).join(' ');
		for (const text of [voice?.id ?? 'no voice', 'Support line, Anna', 'cloned']) {
			expect(row).toContain(text);
		}
		await editor.withoutNotices();
		await takePictures(editor.page, 'clone', editor.part('ndv'));
	});

	test('sees what was wrong with the input, and what to do', async () => {
		await editor.fill('binaryPropertyName', 'photo');
		const output = await editor.execute();
		await output.locator('[data-test-id="node-error-message"]').waitFor();
		const text = await output.innerText();
		expect(text).toContain('The item has no binary field "photo"; its binary fields are: "data"');
		expect(text).toContain('Set "Input Binary Field" to the field that has the audio clip.');
		await editor.withoutNotices();
		await takePictures(editor.page, 'error', editor.part('ndv'));
		await editor.fill('binaryPropertyName', 'data');
		await editor.closeNode();
	});

	test('picks a voice from the list', async () => {
		await editor.newWorkflow();
		await editor.add('manual', 'Manual Trigger');
		await editor.add('vogent', 'Vogent', 'Synthesize speech');
		await editor.part('rlc-input').first().click();
		const voices = editor.part('rlc-item');
		await voices.filter({ hasText: 'Support line, Anna' }).click();
		const chosen = editor.field('voiceId').locator('input').last();
		expect(await chosen.inputValue()).toBe('Support line, Anna (cloned, Standard)');
	});

	test('opens the trigger, and sees the address to give to Vogent', async () => {
		await editor.newWorkflow();
		await editor.add('vogent', 'Vogent', 'On transcript ready');
		await editor.part('ndv').getByText('Webhook URLs').click();
		await editor.part('ndv').getByText('Production URL', { exact: true }).click();
		const address = new RegExp(`^${publicAddress}/webhook/[0-9a-f-]{36}/webhook$`);
		expect((await editor.part('ndv').getByText(address).first().innerText()).trim()).toMatch(
			address,
		);
		expect(await editor.field('events').innerText()).toContain('Transcript Ready');
		await takePictures(editor.page, 'trigger', editor.part('ndv'));
	});
});
