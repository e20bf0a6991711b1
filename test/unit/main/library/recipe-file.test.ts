import { expect, test } from "vitest";
import { AppError } from "../../../../src/contract/errors.ts";
import { parseRecipe } from "../../../../src/main/library/recipe-file.ts";
import { newRecipe } from "./test-library.ts";

const many = Array.from({ length: 20_000 }, () => 0);

test.each([
	["pictures", { outputs: many }],
	["marks", { marks: { pictures: { ...many } } }],
	["captions", { marks: { set: { captions: { ...many } } } }],
])("a recipe with a made-up list of %s is refused before each entry is looked at", (_, part) => {
	const text = JSON.stringify({ ...newRecipe(), ...part });
	let failure: AppError | undefined;
	try {
		parseRecipe(text);
	} catch (error) {
		failure = AppError.from(error);
	}
	expect(failure?.reason).toBe("record-damaged");
	expect(failure?.message.split("\n").length).toBeLessThan(10);
});

test("a recipe that nests without end is read as far as anybody looks", () => {
	const deep = `${'{"a":'.repeat(200_000)}0${"}".repeat(200_000)}`;
	const text = JSON.stringify(newRecipe()).replace('"marks":{}', `"marks":{"set":${deep}}`);
	expect(parseRecipe(text).marks).toEqual({ set: {} });
});
