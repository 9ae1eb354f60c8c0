import { createInstance, type Instance } from '../../e2e/support/instance.mts';
import type { N8nHome } from '../../n8n/home.mts';
import { openBrowser } from './browser.mts';
import { serveClip } from './clipServer.mts';
import { Editor } from './editor.mts';

/** A new n8n with the package, a simulator, a browser that shows n8n, and a clip to download. */
export interface Desk extends Instance {
	editor: Editor;
	clipUrl: string;
}

/** What n8n takes for its address in the eyes of others. */
export const publicAddress = 'https://n8n.example.com';

/** Opens a desk; n8n has no owner yet. `prepare` is done before n8n starts. */
export async function openDesk({
	prepare = () => Promise.resolve(),
}: { prepare?: (home: N8nHome) => Promise<void> } = {}): Promise<Desk> {
	const instance = await createInstance();
	await prepare(instance.home);
	const server = await instance.home.start({ webhookUrl: `${publicAddress}/` });
	const browser = await openBrowser();
	const clip = await serveClip();
	return {
		...instance,
		editor: await Editor.open(browser, server.url),
		clipUrl: clip.url,
		remove: async () => {
			clip.stop();
			await browser.close();
			await instance.remove();
		},
	};
}
