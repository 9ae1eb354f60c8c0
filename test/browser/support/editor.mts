import type { Browser, Locator, Page } from 'playwright-core';

import { owner } from '../../e2e/support/session.mts';
import type { Clip } from './pictures.mts';

/** Around what a picture shows, in pixels. */
const MARGIN = 32;
const VIEWPORT = { width: 1440, height: 860 };

/** n8n's editor as its user has it: what is clicked, typed and seen. */
export class Editor {
	readonly page: Page;

	private readonly url: string;

	private constructor(page: Page, url: string) {
		this.page = page;
		this.url = url;
	}

	/** Opens n8n's first page, which asks who you are. */
	static async open(browser: Browser, url: string): Promise<Editor> {
		const context = await browser.newContext({
			viewport: VIEWPORT,
			colorScheme: 'light',
			reducedMotion: 'reduce',
			locale: 'en-US',
		});
		const page = await context.newPage();
		page.setDefaultTimeout(30_000);
		await page.goto(url);
		return new Editor(page, url);
	}

	/** What n8n marks for tests. */
	part(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	/** The part of the page that these parts take, and a little around them. */
	async extentOf(parts: Locator[]): Promise<Clip> {
		const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
		const seen = boxes.filter((box) => box !== null);
		const x = Math.min(...seen.map((box) => box.x)) - MARGIN;
		const y = Math.min(...seen.map((box) => box.y)) - MARGIN;
		const right = Math.max(...seen.map((box) => box.x + box.width)) + MARGIN;
		const bottom = Math.max(...seen.map((box) => box.y + box.height)) + MARGIN;
		return { x, y, width: right - x, height: bottom - y };
	}

	/** Makes the account on an n8n that has none. */
	async setUpOwner(): Promise<void> {
		const { page } = this;
		await page.getByLabel('Email').fill(owner.email);
		await page.getByLabel('First Name').fill(owner.firstName);
		await page.getByLabel('Last Name').fill(owner.lastName);
		await page.getByLabel('Password').fill(owner.password);
		const before = page.url();
		await page.getByRole('button', { name: 'Next' }).click();
		await page.waitForURL((url) => url.href !== before);
	}

	/** Signs in to an n8n whose owner has an account. */
	async logIn(): Promise<void> {
		const { page } = this;
		await page.getByLabel('Email').fill(owner.email);
		await page.getByLabel('Password').fill(owner.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.part('canvas-plus-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
	}

	/**
	 * The part of the page that the workflow takes: all nodes and notes, and a little around them for their names. What
	 * n8n lays over the canvas is hidden.
	 */
	async extentOfWorkflow(): Promise<Clip> {
		const style =
			'.vue-flow__panel, [data-test-id="execute-workflow-button"] { visibility: hidden; }';
		await this.page.addStyleTag({ content: style });
		await this.page.keyboard.press('1');
		let extent = await this.extentOfNodes();
		for (let before = NaN; before !== extent.x; extent = await this.extentOfNodes()) {
			before = extent.x;
			await this.page.waitForTimeout(500);
		}
		return extent;
	}

	private async extentOfNodes(): Promise<Clip> {
		const nodes = await this.page.locator('.vue-flow__node').all();
		const { width, height, ...corner } = await this.extentOf(nodes);
		// Names stand below the nodes, and may be wider.
		return { ...corner, width: width + MARGIN, height: height + MARGIN };
	}

	/** Opens the nodes panel: for what starts a new workflow, else for what comes after its last node. */
	async openPanel(): Promise<void> {
		const search = this.part('node-creator-search-bar');
		if (await search.isVisible()) return;
		await this.part('node-creator').waitFor({ state: 'hidden' });
		const first = this.part('canvas-plus-button');
		await first.or(this.part('canvas-handle-plus').last()).first().click();
		await search.waitFor();
	}

	/** What the nodes panel finds by these words, as far as its name begins so. */
	async find(words: string, name: string): Promise<Locator> {
		await this.openPanel();
		await this.part('node-creator-search-bar').fill(words);
		const found = this.listed(name);
		await found.first().waitFor();
		return found;
	}

	/** What the nodes panel lists whose name begins so. */
	listed(name: string): Locator {
		return this.part('item-iterator-item').filter({ hasText: new RegExp(`^\\s*${name}`) });
	}

	/** Adds what the nodes panel finds, and then the action of that name, if there is one to choose. */
	async add(words: string, name: string, action?: string): Promise<void> {
		const before = await this.part('canvas-node').count();
		await (await this.find(words, name)).first().click();
		if (action !== undefined) await this.listed(action).first().click();
		await this.part('canvas-node').nth(before).waitFor({ state: 'attached' });
		await this.part('node-creator').waitFor({ state: 'hidden' });
	}

	async openNode(name: string): Promise<void> {
		await this.part('canvas-node').filter({ hasText: name }).first().dblclick();
		await this.part('ndv').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.part('ndv-close-button').click();
		await this.part('ndv').waitFor({ state: 'hidden' });
	}

	/** A field of the node or credential that is open, by the parameter's name. */
	field(parameter: string): Locator {
		return this.part(`parameter-input-${parameter}`);
	}

	async fill(parameter: string, text: string): Promise<void> {
		await this.field(parameter).locator('input, textarea').first().fill(text);
	}

	/** The choices of a menu of the node that is open. */
	async choices(parameter: string): Promise<Locator> {
		await this.field(parameter).click();
		const choices = this.page.locator('.el-select-dropdown__item:visible');
		await choices.first().waitFor();
		return choices;
	}

	/** Runs the node that is open; gives the panel in which its output or its error is going to be. */
	async execute(): Promise<Locator> {
		await this.part('node-execute-button').click();
		return this.part('output-panel');
	}

	/** Closes n8n's notices, which would lie over what a picture is to show, until no more of them come. */
	async withoutNotices(): Promise<void> {
		const close = this.page.locator('.el-notification__closeBtn').first();
		const isClosed = async () =>
			await close.click({ timeout: 1000 }).then(
				() => true,
				() => false,
			);
		while (await isClosed());
		await this.page.locator('.el-notification').first().waitFor({ state: 'detached' });
	}
}
