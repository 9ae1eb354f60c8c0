import { openBrowser } from './browser.mts';
import { serveClip } from './clipServer.mts';
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
	const clip = await serveClip();
	return {
		editor: await Editor.open(browser, url),
		clipUrl: clip.url,
		close: async () => {
			clip.stop();
			await browser.close();
		},
	};
}
