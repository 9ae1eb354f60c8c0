import type { Answer } from './answer.mts';
import type { Exchange } from './exchange.mts';
import type { PlannedAnswer } from './records.mts';

type Fault = Pick<PlannedAnswer, 'delayMs' | 'dripMs' | 'hangUp' | 'stall'>;

const dripPieces = 10;
const streamedPieceBytes = 16_384;

/**
 * Sends an answer to the client, as late, as slowly and as far as the fault says; the record gets the status once it is
 * sent. Returns as soon as nothing more is to be sent, which for a stalled answer is before the client has left.
 */
export async function deliver(
	exchange: Exchange,
	answer: Answer,
	{ delayMs, dripMs, hangUp, stall }: Fault = {},
): Promise<void> {
	if (delayMs) await exchange.wait(delayMs);
	if (exchange.over.aborted) return;
	if (hangUp === 'before-answer') return exchange.reset();
	exchange.isStalled = stall !== undefined;
	if (stall === 'before-answer') return;

	const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
	const isCut = hangUp === 'mid-answer' || stall === 'mid-answer';
	// An empty body has no middle: one byte is promised and none comes.
	const promised = isCut ? Math.max(body.length, 1) : body.length;
	const length = answer.isStreamed ? {} : { 'content-length': promised };
	const headers = isCut ? { ...answer.headers, ...length } : { ...length, ...answer.headers };
	exchange.response.writeHead(answer.status, headers);
	exchange.record.status = answer.status;
	if (!isCut && !dripMs && !answer.isStreamed) {
		exchange.response.end(body);
		return;
	}
	exchange.response.flushHeaders();
	const sent = isCut ? body.subarray(0, promised / 2) : body;
	const pieceBytes = dripMs
		? Math.ceil(sent.length / dripPieces)
		: answer.isStreamed
			? streamedPieceBytes
			: sent.length;
	await writeInPieces(exchange, sent, Math.max(1, pieceBytes), dripMs ?? 0);
	if (hangUp === 'mid-answer') exchange.cut();
	else if (!isCut) exchange.response.end();
}

async function writeInPieces(
	exchange: Exchange,
	body: Buffer,
	size: number,
	pauseMs: number,
): Promise<void> {
	for (let start = 0; start < body.length && !exchange.over.aborted; start += size) {
		if (start > 0 && pauseMs > 0) await exchange.wait(pauseMs);
		const piece = body.subarray(start, start + size);
		await new Promise<void>((resolve) => exchange.response.write(piece, () => resolve()));
	}
}
