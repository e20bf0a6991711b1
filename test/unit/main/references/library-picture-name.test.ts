import { expect, test } from "vitest";
import { libraryPictureName } from "../../../../src/main/references/library-picture-name.ts";

test("a picture of the library is called by how its prompt begins, in whole words, and its number", () => {
	const prompt = "A clay vase with three\npoppies on a window sill";
	expect(libraryPictureName(prompt, "/library/21-a-clay/01.png")).toBe(
		"A clay vase with three 01.png",
	);
	expect(
		libraryPictureName("窗台上的陶瓶，三枝罂粟花，清晨低斜的阳光，长长的影子", "a/02.webp"),
	).toBe("窗台上的陶瓶，三枝罂粟花，清晨低斜的阳光，长长的 02.webp");
	expect(libraryPictureName("  ", "a/03.png")).toBe("03.png");
});
