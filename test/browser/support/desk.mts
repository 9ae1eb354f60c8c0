import { createReadStream } from 'node:fs';
import { join } from 'node:path';

import { fixtures } from '../../e2e/support/workflows.mts';
import { startServer } from '../../support/http.mts';
import { openBrowser } from './browser.mts';
import { Editor } from './editor.mts';

/** A browser that shows n8n, and a clip to download. */
export interface Desk {
	editor: Editor;
	clipUrl: string;
	close: () => Promise<void>;
}

/** What n8n takes for its address in the eyes of others. */
export const publicAddress = 'https://n8n.example.com';

/** Opens the n8n that is at an address. */
export async function openDesk(url: string): Promise<Desk> {
	const browser = await openBrowser();
	const clip = await startServer((_, response) => {
		response.setHeader('content-type', 'audio/wav');
		createReadStream(join(fixtures, 'clip.wav')).pipe(response);
	});
	return {
		editor: await Editor.open(browser, url),
		clipUrl: `${clip.url}/clip.wav`,
		close: async () => {
			await clip.stop();
			await browser.close();
		},
	};
}
