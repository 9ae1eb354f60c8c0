import { until } from './until.mts';

/** What a visitor sees in the end: the heading and the text below it. */
export interface Ending {
	status: number;
	heading: string;
	text: string;
}

/**
 * Visits a form, fills its fields in by their labels, and sends them as the page's own script does: texts and files under
 * their names, boxes as a list of those that are checked. Follows to the page that ends the form, and reads it. Throws
 * when the page has other fields, or when no such page comes.
 */
export async function fillIn(
	address: string,
	values: Record<string, string | File | string[]>,
): Promise<Ending> {
	const page = await (await fetch(address)).text();
	const labels = [...page.matchAll(/<label class='form-label[^>]*>([^<]*)</g)].map(([, label]) =>
		String(label).trim(),
	);
	if (labels.join() !== Object.keys(values).join()) throw new Error(`Fields: ${labels.join()}`);
	const body = new FormData();
	Object.values(values).forEach((value, index) => {
		body.append(`field-${index}`, Array.isArray(value) ? JSON.stringify(value) : value);
	});
	const answer = await fetch(address, { method: 'POST', body });
	const { formWaitingUrl } = (await answer.json()) as { formWaitingUrl: string };
	return await readEnding(formWaitingUrl);
}

async function readEnding(address: string): Promise<Ending> {
	const statusAddress = new URL(address);
	statusAddress.pathname += '/n8n-execution-status';
	const askStatus = async () => await (await fetch(statusAddress)).text();
	await until('the page that ends the form', async () =>
		(await askStatus()) === 'form-waiting' ? true : undefined,
	);
	const response = await fetch(address);
	const page = await response.text();
	// The page tells n8n that it was shown, which ends the execution.
	await fetch(address, { method: 'POST' });
	await until('the end of the execution', async () =>
		(await askStatus()) === 'success' ? true : undefined,
	);
	const textOf = (pattern: RegExp) => pattern.exec(page)?.[1]?.trim() ?? page;
	return {
		status: response.status,
		heading: textOf(/<h1>([^<]*)<\/h1>/),
		text: textOf(/<p[^>]*>([^<]*)<\/p>/),
	};
}
