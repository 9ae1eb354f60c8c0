import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { isJsonObject } from '../Vogent/json';

const WINDOW_MS = 10 * 60_000;
const MOST_IN_MEMORY = 10_000;
const MOST_IN_STATIC_DATA = 200;

/** When what was first seen, in milliseconds, the oldest first. */
const memory = new Map<string, number>();

/**
 * Whether the same body has arrived at this node within ten minutes; if not, it is remembered. In this process' memory,
 * where requests that arrive together cannot miss each other, and in the workflow's static data, which outlives a restart
 * and is seen by other processes, though each request sees it only as it was when the request began.
 */
export function isRepeat(context: IWebhookFunctions, body: Buffer, now = Date.now()): boolean {
	const hash = createHash('sha256').update(body).digest('hex').slice(0, 32);
	const key = [context.getWorkflow().id, context.getNode().id, hash].join('/');
	const data = context.getWorkflowStaticData('node');
	const stored = isJsonObject(data.seen) ? Object.entries(data.seen) : [];
	const recent = stored.filter(([, time]) => isRecent(Number(time), now));
	if (isRecent(memory.get(key), now) || recent.some(([known]) => known === hash)) return true;
	remember(key, now);
	data.seen = Object.fromEntries([...recent.slice(1 - MOST_IN_STATIC_DATA), [hash, now]]);
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
