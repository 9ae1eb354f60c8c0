import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

const WINDOW_MS = 10 * 60_000;
const MOST_IN_MEMORY = 10_000;

/** When each was first seen, the oldest first. */
const memory = new Map<string, number>();

/**
 * Whether this node has received the same body within ten minutes. Only this process remembers: n8n writes a node's static
 * data back as a whole, so an event could overwrite what an activation has written meanwhile.
 */
export function isRepeat(
	context: IWebhookFunctions,
	body: Buffer,
	now = performance.now(),
): boolean {
	const hash = createHash('sha256').update(body).digest('hex');
	const key = [context.getWorkflow().id, context.getNode().id, hash].join('/');
	if (isRecent(memory.get(key), now)) return true;
	remember(key, now);
	return false;
}

function isRecent(time: number | undefined, now: number): boolean {
	return time !== undefined && now - time < WINDOW_MS;
}

function remember(key: string, now: number): void {
	memory.delete(key);
	memory.set(key, now);
	for (const [oldest, time] of memory) {
		if (isRecent(time, now) && memory.size <= MOST_IN_MEMORY) break;
		memory.delete(oldest);
	}
}
