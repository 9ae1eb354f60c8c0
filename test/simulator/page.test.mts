import { expect, test } from '@jest/globals';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

test('the page is served without a key, loads nothing from elsewhere, and makes no HTML of texts', async () => {
	const response = await fetch(simulator.pageUrl);
	const html = await response.text();
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
	expect(html).toMatch(/^<!doctype html>/);
	expect(html).not.toMatch(/https?:|innerHTML|insertAdjacent/);
	expect((await fetch(`${simulator.pageUrl}page.html`)).status).toBe(404);
});

test('what the page asks for is answered', async () => {
	const html = await (await fetch(simulator.pageUrl)).text();
	const paths = [...html.matchAll(/\['(\/[^']+)', show/g)].map(([, path = '']) => path);
	expect(paths).toHaveLength(4);
	for (const path of paths) {
		expect((await fetch(`${simulator.pageUrl}_simulator${path}`)).status).toBe(200);
	}
});
