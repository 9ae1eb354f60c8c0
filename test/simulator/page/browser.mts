import vm from 'node:vm';

/** As much of an element as the page uses. It holds texts and other elements, and cannot be given HTML. */
class PageElement {
	className = '';
	readonly tag: string;
	#text = '';
	#children: PageElement[] = [];

	constructor(tag: string) {
		this.tag = tag;
	}

	get textContent(): string {
		return this.#text + this.#children.map(({ textContent }) => textContent).join('');
	}

	set textContent(text: string) {
		this.#text = text;
		this.#children = [];
	}

	set innerHTML(html: string) {
		throw new Error(`The page makes HTML of ${html}`);
	}

	append(...children: PageElement[]): void {
		this.#children.push(...children);
	}

	replaceChildren(...children: PageElement[]): void {
		this.#text = '';
		this.#children = children;
	}

	/** All elements of this tag in it, in order. */
	all(tag: string): PageElement[] {
		return this.#children.flatMap((child) => [
			...(child.tag === tag ? [child] : []),
			...child.all(tag),
		]);
	}
}

/** The simulator's page, as somebody sees it. */
export interface Page {
	/** All text of the part with this id. */
	text: (id: string) => string;
	/** The cells of each row of the table in this part, without its heads. */
	rows: (id: string) => string[][];
	/** Lets the page refresh itself once more. */
	refresh: () => Promise<void>;
}

/** Opens the page: runs its script, with no browser but what the script needs of one. */
export async function openPage(pageUrl: string): Promise<Page> {
	const html = await (await fetch(pageUrl)).text();
	const script = /<script>(.*)<\/script>/s.exec(html)?.[1] ?? '';
	const ids = [...html.matchAll(/ id="(\w+)"/g)].map(([, id = '']) => id);
	const parts = new Map(ids.map((id) => [id, new PageElement('div')]));
	const part = (id: string) => {
		const found = parts.get(id);
		if (!found) throw new Error(`The page has no ${id}`);
		return found;
	};

	let again: () => void = () => undefined;
	let hasRefreshed: () => void = () => undefined;
	const refreshed = () => new Promise<void>((resolve) => (hasRefreshed = resolve));
	const first = refreshed();
	vm.runInNewContext(script, {
		document: {
			hidden: false,
			getElementById: part,
			createElement: (tag: string) => new PageElement(tag),
		},
		fetch: (path: string) => fetch(new URL(path, pageUrl)),
		setTimeout: (refreshAgain: () => void) => {
			again = refreshAgain;
			hasRefreshed();
		},
	});
	await first;
	return {
		text: (id) => part(id).textContent,
		rows: (id) =>
			part(id)
				.all('tr')
				.slice(1)
				.map((row) => row.all('td').map(({ textContent }) => textContent)),
		refresh: async () => {
			const next = refreshed();
			again();
			await next;
		},
	};
}
