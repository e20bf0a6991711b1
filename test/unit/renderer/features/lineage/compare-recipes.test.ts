import fc from "fast-check";
import { expect, test } from "vitest";
import {
	compareRecipes,
	compareWords,
	isSameRecipe,
} from "../../../../../src/renderer/features/lineage/compare-recipes.ts";
import { aRecipe } from "./recipes.ts";

test("a changed word is one word removed and one added, in Chinese too", () => {
	expect(compareWords("a red shoe on sand", "a blue shoe on sand")).toEqual([
		{ kind: "same", text: "a" },
		{ kind: "removed", text: " red" },
		{ kind: "added", text: " blue" },
		{ kind: "same", text: " shoe on sand" },
	]);
	const chinese = compareWords("红色的鞋子在沙滩上", "蓝色的鞋子在沙滩上");
	expect(
		chinese
			.filter(({ kind }) => kind === "same")
			.map(({ text }) => text)
			.join(""),
	).toContain("鞋子在沙滩上");
});

test("what is not added is the earlier prompt, what is not removed the later one, for any two texts", () => {
	const text = fc.string({ unit: "grapheme", maxLength: 60 });
	fc.assert(
		fc.property(text, text, (before, after) => {
			const words = compareWords(before, after);
			const without = (kind: string) =>
				words.flatMap((word) => (word.kind === kind ? [] : [word.text])).join("");
			expect(without("added")).toBe(before);
			expect(without("removed")).toBe(after);
		}),
	);
});

test("references are the same, moved, added or removed by what they are, not by their names", () => {
	const picture = (digit: string, name: string) => ({
		kind: "picture" as const,
		id: digit.repeat(64),
		name,
	});
	const before = aRecipe({ references: [picture("a", "shoe"), picture("b", "sand")] });
	const after = aRecipe({ references: [picture("c", "sky"), picture("a", "renamed")] });
	const { references } = compareRecipes(before, after);
	expect(references).toMatchObject([
		{ kind: "added", after: 1 },
		{ kind: "moved", before: 1, after: 2 },
		{ kind: "removed", before: 2 },
	]);
});

test("only what differs is listed: size, price, a field of the model", () => {
	const before = aRecipe({ size: { kind: "tier", tier: "2K" }, extras: { seed: 1, mode: "fast" } });
	const after = {
		...aRecipe({ size: { kind: "pixels", width: 2048, height: 1024 }, extras: { mode: "fast" } }),
		price: { usdPerImage: 0.03, from: "list" as const, worstUsd: 0.03 },
	};
	expect(compareRecipes(before, after).parameters).toEqual([
		{ name: "size", before: { kind: "tier", tier: "2K" }, after: after.request.size },
		{ name: "price", before: undefined, after: after.price },
		{ name: "extra", key: "seed", before: 1, after: undefined },
	]);
	expect(isSameRecipe(compareRecipes(before, before))).toBe(true);
	expect(isSameRecipe(compareRecipes(before, after))).toBe(false);
});
