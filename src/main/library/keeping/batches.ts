/** Files worked on together: a disk makes several durable in the time it takes for one. */
const FILES_AT_ONCE = 8;

/** What comes one by one, a few at a time, in its order. */
export async function* batches<T>(
	source: AsyncIterable<T>,
	size = FILES_AT_ONCE,
): AsyncGenerator<readonly T[]> {
	let batch: T[] = [];
	for await (const one of source) {
		batch.push(one);
		if (batch.length < size) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

/** All at once; when one fails the others are waited for first. @throws what the first of them threw */
export async function together<T, R>(
	batch: readonly T[],
	work: (one: T, at: number) => Promise<R>,
): Promise<readonly R[]> {
	const ended = await Promise.allSettled(batch.map(work));
	return ended.map((one) => {
		if (one.status === "rejected") throw one.reason;
		return one.value;
	});
}
