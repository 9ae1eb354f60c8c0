import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { repositoryDirectory } from '../../n8n/paths.mts';

/** A part of the page, in pixels. */
export interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

const schemes = ['light', 'dark'] as const;

/** Pictures are made in every run, but only with UPDATE_DOCS=1 are they those of the documentation. */
const folder = join(
	repositoryDirectory,
	...(process.env.UPDATE_DOCS ? ['docs', 'images'] : ['.cache', 'pictures']),
);

const MOST_BYTES = 200_000;

/**
 * Takes a picture of a part of the page for the documentation, once light and once dark: `<name>-light.png` and
 * `<name>-dark.png`. Fails where one has more than 200 KB.
 */
export async function takePictures(page: Page, name: string, what: Locator | Clip): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const colorScheme of schemes) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.mouse.move(0, 0);
		await page.waitForTimeout(300);
		const path = join(folder, `${name}-${colorScheme}.png`);
		const options = { path, animations: 'disabled', caret: 'hide' } as const;
		if ('width' in what) await page.screenshot({ ...options, clip: what });
		else await what.screenshot(options);
		expect((await stat(path)).size).toBeLessThan(MOST_BYTES);
	}
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}
