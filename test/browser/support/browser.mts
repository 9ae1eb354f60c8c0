import { chromium, type Browser } from 'playwright-core';

import { findBrowser } from '../../../scripts/set-up/browser.cjs';

/**
 * Starts a browser without a window.
 *
 * @throws {Error} where none is installed, and `npm test` has fetched none
 */
export async function openBrowser(): Promise<Browser> {
	const found = findBrowser();
	if (found === undefined) {
		throw new Error(
			'No browser found. Run the tests by `npm test -- browser`, which fetches one, or set VOGENT_BROWSER.',
		);
	}
	return await chromium.launch({
		executablePath: found.executablePath,
		env: { ...process.env, ...found.env },
		// Root has no sandbox, and the pages are our own.
		args: ['--no-sandbox', '--force-color-profile=srgb'],
	});
}
