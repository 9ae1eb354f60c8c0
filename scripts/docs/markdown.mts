import * as markdown from 'prettier/plugins/markdown';
import { format } from 'prettier/standalone';

/** A text that Markdown shows as it is, in one cell. */
export function asText(text: string): string {
	return text.replace(/[\\|*_`<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A description of the editor as text with a full stop: n8n's descriptions of one sentence have none. */
export function sentence(text: string): string {
	// Links and emphasis of the editor are HTML.
	const plain = asText(text.replace(/<[^>]+>/g, ''));
	return plain === '' || /[.!?]$/.test(plain) ? plain : `${plain}.`;
}

/** The text as Prettier writes it. */
export async function formatted(text: string): Promise<string> {
	return await format(text, { parser: 'markdown', plugins: [markdown], useTabs: true });
}
