/**
 * Does a task for every item, as many at a time as there are places, each with a place of its own; gives what they give in the
 * order of the items. Rejects with what a task throws.
 */
export async function inPool<Item, Place, Result>(
	items: readonly Item[],
	places: readonly Place[],
	task: (item: Item, place: Place) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	await Promise.all(
		places.map(async (place) => {
			for (let index = next++; index < items.length; index = next++) {
				results[index] = await task(items[index] as Item, place);
			}
		}),
	);
	return results;
}
