import type { IExecuteFunctions } from 'n8n-workflow';

/** The body of an answer: a Node stream. */
export type BodyStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** What the service says of an error is short. */
const MOST_ERROR_BYTES = 10_000;

/** The text of a body; undefined where it has more bytes: it is read no further then. Throws what reading throws. */
export async function readBodyText(
	body: BodyStream,
	mostBytes: number,
): Promise<string | undefined> {
	const chunks: Uint8Array[] = [];
	const isWhole = await collect(body, mostBytes, chunks);
	return isWhole ? decode(chunks) : undefined;
}

/** The beginning of the body of an error, as far as it comes: the status says more than that the rest was lost. */
export async function readErrorText(body: BodyStream): Promise<string> {
	const chunks: Uint8Array[] = [];
	await collect(body, MOST_ERROR_BYTES, chunks).catch(() => false);
	return decode(chunks).slice(0, MOST_ERROR_BYTES);
}

/** Whether that was all of it. Leaving the loop closes the connection. */
async function collect(body: BodyStream, mostBytes: number, into: Uint8Array[]): Promise<boolean> {
	let length = 0;
	for await (const chunk of body as AsyncIterable<Uint8Array>) {
		into.push(chunk);
		length += chunk.byteLength;
		if (length > mostBytes) return false;
	}
	return true;
}

function decode(chunks: Uint8Array[]): string {
	return new TextDecoder().decode(Buffer.concat(chunks));
}
