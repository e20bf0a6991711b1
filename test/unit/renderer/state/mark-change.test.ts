import { describe, expect, test } from "vitest";
import type { CollectionId } from "../../../../src/contract/ids.ts";
import { markAfter, markOfKey } from "../../../../src/renderer/state/mark-change.ts";

const press = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("culling keys", () => {
	test("pick, reject, unmark and rate, with either letter case, but not with a command key", () => {
		expect(markOfKey({ ...press, key: "P" })).toEqual({ pick: "picked" });
		expect(markOfKey({ ...press, key: "x" })).toEqual({ pick: "rejected" });
		expect(markOfKey({ ...press, key: "u" })).toEqual({ pick: null });
		expect(markOfKey({ ...press, key: "3" })).toEqual({ stars: 3 });
		expect(markOfKey({ ...press, key: "0" })).toEqual({ stars: null });
		expect(markOfKey({ ...press, key: "x", ctrlKey: true })).toBeUndefined();
		expect(markOfKey({ ...press, key: "6" })).toBeUndefined();
	});
});

describe("the mark after a change", () => {
	const shoes = "shoes" as CollectionId;

	test("keeps everything the change does not speak of", () => {
		const mark = { stars: 2, title: "Shoe", tags: ["neon"], collections: [shoes] };
		expect(markAfter(mark, { pick: "picked" })).toEqual({ ...mark, pick: "picked" });
		expect(markAfter(mark, { stars: null })).toEqual({
			title: "Shoe",
			tags: ["neon"],
			collections: [shoes],
		});
	});

	test("has each tag once, whatever its case, and none that was taken away", () => {
		expect(markAfter({ tags: ["Neon"] }, { addTags: ["NEON", "night"] })?.tags).toEqual([
			"Neon",
			"night",
		]);
		expect(markAfter({ tags: ["Neon"] }, { removeTags: ["neon"] })).toBeUndefined();
	});

	test("is in a collection once, and out of it when taken out", () => {
		expect(markAfter({ collections: [shoes] }, { addTo: shoes })?.collections).toEqual([shoes]);
		expect(markAfter({ collections: [shoes] }, { removeFrom: shoes })).toBeUndefined();
	});
});
