import { expect, test } from "vitest";
import { isUnfiltered, sameQuery } from "../../../../src/renderer/state/library-query-identity.ts";

test("queries that ask for the same are the same, however they were put together", () => {
	const one = { filter: { text: "fox", tags: ["a"], minStars: 2 }, stacked: false };
	const other = { filter: { minStars: 2, picks: undefined, tags: ["a"], text: "fox" } };
	expect(sameQuery(one, other)).toBe(true);
});

test.each([
	[{ filter: { text: "fox" } }, { filter: { text: "" } }],
	[{ filter: { text: "" }, stacked: true }, { filter: { text: "" } }],
	[{ filter: { text: "" }, order: { by: "oldest" as const } }, { filter: { text: "" } }],
	[{ filter: { text: "", tags: ["a", "b"] } }, { filter: { text: "", tags: ["ab"] } }],
])("%o is another gallery than %o", (one, other) => {
	expect(sameQuery(one, other)).toBe(false);
});

test("order and stacks leave nothing out", () => {
	expect(isUnfiltered({ filter: { text: "" }, order: { by: "stars" }, stacked: true })).toBe(true);
	expect(isUnfiltered({ filter: { text: "", state: "trashed" } })).toBe(false);
});
