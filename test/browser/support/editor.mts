import type { Browser, Locator, Page } from 'playwright-core';

import { createInstance, type Instance } from '../../e2e/support/instance.mts';
import { owner, signIn } from '../../e2e/support/session.mts';
import type { N8nServer } from '../../n8n/server.mts';
import type { WorkflowToImport } from '../../n8n/types.mts';
import { openBrowser } from './browser.mts';

/** An n8n with the package, a simulator, and a browser that shows its editor. */
export interface Desk extends Instance {
	server: N8nServer;
	editor: Editor;
}

const VIEWPORT = { width: 1280, height: 800 };

/** Opens a desk; with `isNew` nobody has signed in to its n8n, which has no owner yet. */
export async function openDesk({ isNew = false } = {}): Promise<Desk> {
	const instance = await createInstance();
	const server = await instance.home.start();
	if (!isNew) await signIn(server.url);
	const browser = await openBrowser();
	const editor = await Editor.open(browser, server.url);
	if (!isNew) await editor.signIn();
	return {
		...instance,
		server,
		editor,
		remove: async () => {
			await browser.close();
			await instance.remove();
		},
	};
}

/** n8n's editor as its user has it: what is clicked, typed and seen. */
export class Editor {
	readonly page: Page;

	private readonly url: string;

	private constructor(page: Page, url: string) {
		this.page = page;
		this.url = url;
	}

	static async open(browser: Browser, url: string): Promise<Editor> {
		const context = await browser.newContext({
			viewport: VIEWPORT,
			colorScheme: 'light',
			reducedMotion: 'reduce',
			locale: 'en-US',
		});
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		await page.goto(url);
		return new Editor(page, url);
	}

	/** What n8n marks for tests. */
	part(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	async setUpOwner(): Promise<void> {
		const { page } = this;
		await page.getByLabel('Email').fill(owner.email);
		await page.getByLabel('First Name').fill(owner.firstName);
		await page.getByLabel('Last Name').fill(owner.lastName);
		await page.getByLabel('Password').fill(owner.password);
		await page.getByRole('button', { name: 'Next' }).click();
		await page.waitForURL(
			(address) => !address.pathname.startsWith('/setup') && address.pathname !== '/',
		);
	}

	async signIn(): Promise<void> {
		const { page } = this;
		await page.getByLabel('Email').fill(owner.email);
		await page.getByLabel('Password').fill(owner.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL(
			(address) => !address.pathname.startsWith('/signin') && address.pathname !== '/',
		);
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.part('canvas-plus-button').waitFor();
	}

	async openWorkflow({ id }: Pick<WorkflowToImport, 'id'>): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.nodes().first().waitFor();
	}

	/** The nodes on the canvas. */
	nodes(): Locator {
		return this.part('canvas-node');
	}

	/** Opens the nodes panel: for what starts a new workflow, else for what comes after its last node. */
	async openPanel(): Promise<void> {
		const first = this.part('canvas-plus-button');
		const next = this.part('canvas-handle-plus').last();
		await first.or(next).first().click();
		await this.part('node-creator-search-bar').waitFor();
	}

	/** Searches in the nodes panel; gives what it finds. */
	async search(words: string): Promise<Locator> {
		await this.part('node-creator-search-bar').fill(words);
		const found = this.part('item-iterator-item');
		await found.first().waitFor();
		return found;
	}

	/** Adds what the nodes panel has under these words, by clicking one name after the other. */
	async add(words: string, ...names: string[]): Promise<void> {
		await this.openPanel();
		await this.search(words);
		for (const name of names) {
			await this.part('item-iterator-item').filter({ hasText: name }).first().click();
		}
	}

	async openNode(name: string): Promise<void> {
		await this.nodes().filter({ hasText: name }).first().dblclick();
		await this.part('ndv').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.part('ndv-close-button').click();
		await this.part('ndv').waitFor({ state: 'hidden' });
	}

	/** A field of the node that is open, by the parameter's name. */
	field(parameter: string): Locator {
		return this.part(`parameter-input-${parameter}`);
	}

	async fill(parameter: string, text: string): Promise<void> {
		await this.field(parameter).locator('input, textarea').first().fill(text);
	}

	/** Opens a menu of the node that is open; gives its choices. */
	async choices(parameter: string): Promise<Locator> {
		await this.field(parameter).click();
		const choices = this.page.locator('.el-select-dropdown__item:visible');
		await choices.first().waitFor();
		return choices;
	}

	async choose(parameter: string, name: string): Promise<void> {
		const choices = await this.choices(parameter);
		await choices.filter({ hasText: name }).first().click();
	}

	/** Runs the node that is open, and waits until it has ended. */
	async execute(): Promise<void> {
		await this.part('node-execute-button').click();
		await this.part('ndv-output-panel')
			.locator('[data-test-id="ndv-items-count"], [data-test-id="node-error-message"]')
			.or(
				this.part('output-panel').locator(
					'[data-test-id="ndv-items-count"], [data-test-id="node-error-message"]',
				),
			)
			.first()
			.waitFor();
	}
}
