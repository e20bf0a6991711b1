import type { LibraryQuery } from "../../contract/library-query.ts";

/** Whether two queries ask for the same pictures in the same order, however they were put together. */
export function sameQuery(one: LibraryQuery, other: LibraryQuery): boolean {
	return one === other || written(one) === written(other);
}

/** Whether a query leaves everything in that is neither in the trash nor missing. */
export function isUnfiltered({ filter }: LibraryQuery): boolean {
	return written(filter) === written({ text: "" });
}

/** Keys in one order, and none for what is absent. */
function written(value: unknown): string {
	return JSON.stringify(value, (_, inner: unknown) => {
		if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
		const entries = Object.entries(inner).filter(([, one]) => one !== undefined && one !== false);
		return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
	});
}
