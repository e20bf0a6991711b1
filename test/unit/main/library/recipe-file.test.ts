import { expect, test } from "vitest";
import { AppError } from "../../../../src/contract/errors.ts";
import { parseRecipe } from "../../../../src/main/library/recipe-file.ts";
import { newRecipe } from "./test-library.ts";

test("a recipe with a made-up list of pictures is refused before anybody looks at each of them", () => {
	const text = JSON.stringify({ ...newRecipe(), outputs: Array.from({ length: 5_000 }, () => 0) });
	let failure: AppError | undefined;
	try {
		parseRecipe(text);
	} catch (error) {
		failure = AppError.from(error);
	}
	expect(failure?.reason).toBe("record-damaged");
	expect(failure?.message).toMatch(/Too big/);
	expect(failure?.message.split("\n").length).toBeLessThan(10);
});
