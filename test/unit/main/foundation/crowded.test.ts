import { expect, test } from "vitest";
import { isCrowded } from "../../../../src/main/foundation/crowded.ts";

const entries = (count: number) =>
	Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 1]));

test("the longest record of imported pictures is not crowded", () => {
	const parameters = Array.from({ length: 100 }, () => ({ name: "steps", value: "20" }));
	const picture = { ...entries(60), foreign: { prompt: "", parameters }, recipe: entries(40) };
	expect(isCrowded({ pictures: Array(200).fill(picture), marks: { pictures: entries(200) } })).toBe(
		false,
	);
});

test("a record is crowded wherever in it the entries are, in one place or in many", () => {
	expect(isCrowded({ pictures: [{ recipe: { marks: { pictures: entries(10_001) } } }] })).toBe(
		true,
	);
	expect(isCrowded({ pictures: Array(1_000).fill({ recipe: entries(1_000) }) })).toBe(true);
	expect(isCrowded([[[entries(10_001)]]])).toBe(true);
	expect(isCrowded(null)).toBe(false);
});
