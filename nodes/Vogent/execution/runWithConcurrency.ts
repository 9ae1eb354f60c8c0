/**
 * Handles the items 0 to `count` - 1, at most `concurrency` at a time. Once `isOver`, it starts no more, but waits for those
 * under way. Then rejects with the first error of `handle`.
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
