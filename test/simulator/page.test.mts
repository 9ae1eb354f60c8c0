import { expect, test } from '@jest/globals';
import { callApi, callWithJson, cloneForm, placeCall } from './calls.mts';
import { launchSimulator, type Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { openPage } from './page/browser.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

test('it is served without a key, and loads nothing from elsewhere', async () => {
	const response = await fetch(simulator.pageUrl);
	const html = await response.text();
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
	expect(html).toMatch(/^<!doctype html>/);
	expect(html).not.toMatch(/https?:/);
	expect(simulator.pageUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

test('nothing else is', async () => {
	expect((await fetch(`${simulator.pageUrl}index.html`)).status).toBe(404);
	expect((await fetch(simulator.pageUrl, { method: 'POST' })).status).toBe(404);
});

test('it shows what to enter in the credential', async () => {
	const page = await openPage(simulator.pageUrl);
	expect(page.text('apiKey')).toBe(simulator.apiKey);
	expect(page.text('baseUrl')).toBe(simulator.baseUrl);
	expect(page.text('state')).toBe('Running. This page refreshes itself.');
});

test('it says what is empty', async () => {
	const page = await openPage(simulator.pageUrl);
	expect(page.text('requests')).toBe('No requests yet');
	expect(page.text('calls')).toBe('No calls yet');
	expect(page.rows('voices')).toHaveLength(7);
});

test('requests come newest first, with their status and what was sent', async () => {
	const page = await openPage(simulator.pageUrl);
	await callApi(simulator, 'GET', '/voices?limit=5');
	await callWithJson(simulator, 'POST', '/tts', { text: 'Grüße' });
	await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
	await page.refresh();
	expect(page.rows('requests').map(([, ...cells]) => cells)).toEqual([
		[
			'POST',
			'/api/voices/clone',
			'200',
			'name: Zoë\nmodel: CSM\nclip: Zoë’s clip.wav (13 bytes, audio/wav)',
		],
		['POST', '/api/tts', '422', '{"text":"Grüße"}'],
		['GET', '/api/voices?limit=5', '200', ''],
	]);
	expect(page.rows('voices')[0]?.[0]).toBe('Zoë');
});

test('a long text is cut, and what cannot be read is told', async () => {
	await callApi(simulator, 'POST', '/tts', {
		headers: { 'content-type': 'application/json' },
		body: `{"text":"${'a'.repeat(5000)}`,
	});
	const [row] = (await openPage(simulator.pageUrl)).rows('requests');
	expect(row?.[4]).toMatch(/^\{"text":"a{491} …\nCannot be read: /);
});

test('a request without an answer says so', async () => {
	await simulator.plan({ path: '/voices', hangUp: 'mid-upload' });
	await expect(callApi(simulator, 'GET', '/voices')).rejects.toThrow();
	const [row] = (await openPage(simulator.pageUrl)).rows('requests');
	expect(row?.[3]).toBe('no answer');
});

test('calls are shown as they now are', async () => {
	const page = await openPage(simulator.pageUrl);
	const { dialId } = await placeCall(simulator);
	await page.refresh();
	expect(page.rows('calls')[0]?.slice(1)).toEqual(['+15550100009', 'queued', '', dialId]);
	await simulator.advance(60_000);
	await page.refresh();
	expect(page.rows('calls')[0]?.slice(1, 4)).toEqual([
		'+15550100009',
		'completed',
		'COUNTERPARTY_HANGUP',
	]);
});

test('HTML in a name, a path and a file name is shown as text', async () => {
	const name = '<img src=x onerror="alert(1)">';
	await simulator.seedVoices([{ name, description: '</td><script>' }]);
	const form = new FormData();
	form.set('clip', new File(['x'], `${name}.wav`, { type: 'audio/wav' }));
	await callApi(simulator, 'POST', '/voices/clone?<b>', { body: form });
	const page = await openPage(simulator.pageUrl);
	expect(page.rows('voices')[0]?.slice(0, 4)).toEqual([
		name,
		'cloned',
		'STANDARD',
		'</td><script>',
	]);
	expect(page.rows('requests')[0]?.[4]).toContain('<img src=x onerror=');
});

test('it tells when the simulator is gone, and keeps what it had', async () => {
	const other = await launchSimulator();
	const page = await openPage(other.pageUrl);
	await other.stop();
	await page.refresh();
	expect(page.text('state')).toMatch(/^The simulator does not answer/);
	expect(page.rows('voices')).toHaveLength(7);
});
