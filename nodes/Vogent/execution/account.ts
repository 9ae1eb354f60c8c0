import { createHash } from 'crypto';

import { readConnection } from '../transport/credential';
import type { Entry } from './ledger';
import type { ItemRun } from './run';

/**
 * What tells apart the accounts that the items of one execution may have: too short a hash to tell the key. Throws what
 * `readConnection` throws.
 */
export async function accountOf(item: ItemRun): Promise<string> {
	const { baseUrl, apiKey } = await readConnection(item);
	return createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex').slice(0, 8);
}

/** Writes down what became of an item that has asked the service, or of what a tool was asked for. */
export async function record(
	item: ItemRun,
	entry: Omit<Entry, 'runIndex' | 'itemIndex' | 'account'>,
	asked?: string,
): Promise<void> {
	item.ledger.write(item.itemIndex, { ...entry, account: await accountOf(item) }, asked);
}
