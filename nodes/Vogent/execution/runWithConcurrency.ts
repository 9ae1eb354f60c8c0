/**
 * Handles the items 0 to `count` - 1, at most `atOnce` of them at a time, each as soon as there is room for it. Starts no
 * other once `isOver` says so, and waits for those under way. Rejects with what `handle` throws first, after that.
 */
export async function runWithConcurrency(
	count: number,
	concurrency: number,
	handle: (itemIndex: number) => Promise<void>,
	isOver: () => boolean,
): Promise<void> {
	let next = 0;
	const work = async () => {
		while (next < count && !isOver()) await handle(next++);
	};
	const workers = Array.from({ length: Math.min(count, concurrency) }, work);
	const ends = await Promise.allSettled(workers);
	for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
