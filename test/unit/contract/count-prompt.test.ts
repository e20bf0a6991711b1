import { expect, test } from "vitest";
import {
	countCjkCharacters,
	countCodePoints,
	countWords,
} from "../../../src/contract/count-prompt.ts";

test.each([
	["", 0, 0, 0],
	["a red fox", 9, 0, 3],
	["雨中的猫。", 5, 4, 0],
	["🐈 at sea", 8, 0, 2],
	["state-of-the-art, don't", 23, 0, 2],
	["neon 少女 2049", 12, 2, 2],
	["ネコと고양이", 6, 6, 0],
	["𠮷野家", 3, 3, 0],
])("%j has %i characters, %i of them CJK, and %i words", (text, characters, cjk, words) => {
	expect([countCodePoints(text), countCjkCharacters(text), countWords(text)]).toEqual([
		characters,
		cjk,
		words,
	]);
});
