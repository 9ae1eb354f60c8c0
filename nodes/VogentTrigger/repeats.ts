import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { isJsonObject } from '../Vogent/json';

const WINDOW_MS = 10 * 60_000;
const MOST_IN_MEMORY = 10_000;
const MOST_IN_STATIC_DATA = 200;

/** When what was first seen, in milliseconds, the oldest first. */
const memory = new Map<string, number>();

/**
 * Whether the same body has arrived at this node within ten minutes, by the memory of this process, where requests that
 * arrive together cannot miss each other, or by what `storeEvent` has stored; if not, it is remembered in memory.
 */
export function isRepeat(context: IWebhookFunctions, body: Buffer, now = Date.now()): boolean {
	const hash = hashOf(body);
	const key = [context.getWorkflow().id, context.getNode().id, hash].join('/');
	const isStored = readStored(context, now).some(([known]) => known === hash);
	if (isRecent(memory.get(key), now) || isStored) return true;
	remember(key, now);
	return false;
}

/**
 * Keeps a body in mind in the workflow's static data, which outlives a restart and is seen by other processes, though
 * each request sees it only as it was when the request began. n8n writes it to its database before it answers.
 */
export function storeEvent(context: IWebhookFunctions, body: Buffer, now = Date.now()): void {
	const recent = readStored(context, now).slice(1 - MOST_IN_STATIC_DATA);
	context.getWorkflowStaticData('node').seen = Object.fromEntries([...recent, [hashOf(body), now]]);
}

function hashOf(body: Buffer): string {
	return createHash('sha256').update(body).digest('hex').slice(0, 32);
}

function readStored(context: IWebhookFunctions, now: number): Array<[string, unknown]> {
	const { seen } = context.getWorkflowStaticData('node');
	const stored = isJsonObject(seen) ? Object.entries(seen) : [];
	return stored.filter(([, time]) => isRecent(Number(time), now));
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
