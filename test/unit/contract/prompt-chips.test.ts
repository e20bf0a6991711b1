import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PromptPart, RequestReference } from "../../../src/contract/generation.ts";
import {
	compilePrompt,
	isPlain,
	mentionKey,
	mentionsToWords,
	mergeWords,
	textOf,
	wordingOf,
	writtenPrompt,
} from "../../../src/contract/prompt-chips.ts";
import { promptLanguage } from "../../../src/contract/prompt-language.ts";
import { picture } from "./any-capability.ts";

const references: readonly RequestReference[] = [
	picture(1),
	picture(2),
	{ kind: "link", url: "https://example.com/c.png" },
	...Array.from({ length: 9 }, (_, n) => picture(n + 4)),
];
const text = (words: string): PromptPart => ({ kind: "text", text: words });
/** A mention of the reference at place `position`, from 1. */
const chip = (position: number, name = "shoe"): PromptPart => {
	const reference = references[position - 1];
	return {
		kind: "mention",
		name,
		reference: reference ? mentionKey(reference) : `gone ${position}`,
	};
};
const compile = (...wording: readonly (string | PromptPart)[]) =>
	compilePrompt(
		wording.map((part) => (typeof part === "string" ? text(part) : part)),
		references,
	).text;

describe("a prompt in English", () => {
	test.each([
		[["Put ", chip(2), " on a beach."], "Put image 2 on a beach."],
		[["Put", chip(2), "on a beach"], "Put image 2 on a beach"],
		[[chip(3), ", ", chip(11), "'s light"], "image 3, image 11's light"],
		[["the light of ", chip(1), chip(2)], "the light of image 1 image 2"],
		[["(", chip(1), ")\n\n", chip(2)], "(image 1)\n\nimage 2"],
		[["a beach,", chip(1), "…"], "a beach,image 1…"],
		[["the size of ", chip(1), "2 times"], "the size of image 1 2 times"],
		[["la photo à", chip(1), "été"], "la photo à image 1 été"],
		[["Wear ", chip(1), "\u20e3"], "Wear image 1 \u20e3"],
		[["靴を", chip(1), "の色にしてください"], "靴を image 1 の色にしてください"],
	])("%j is sent as %j", (wording, sent) => {
		expect(compile(...wording)).toBe(sent);
	});
});

describe("a prompt in Chinese", () => {
	test.each([
		[["把", chip(2), "的鞋放在沙滩上"], "把图2的鞋放在沙滩上"],
		[["参考", chip(1), chip(2), "，换成雪景"], "参考图1图2，换成雪景"],
		[["用", chip(2), "3次，白色背景"], "用图2 3次，白色背景"],
		[["穿上Nike", chip(1), "Air的鞋子跑步"], "穿上Nike 图1 Air的鞋子跑步"],
		[["把 ", chip(12), " 放在桌上"], "把 图12 放在桌上"],
		[["把カ", chip(1), "放在桌子上的样子"], "把カ 图1放在桌子上的样子"],
	])("%j is sent as %j", (wording, sent) => {
		expect(compile(...wording)).toBe(sent);
	});
});

test("a mention of what is not attached stays a name, apart from its neighbours", () => {
	expect(compile("mail", chip(99), "now")).toBe("mail @shoe now");
});

test("of a picture that is there twice, the first place counts", () => {
	const sent = compilePrompt([chip(2)], [picture(2), picture(1), picture(2)]);
	expect(sent.text).toBe("image 1");
});

describe("any wording", () => {
	const anyWords = fc.oneof(
		fc.string({ unit: "binary" }),
		// Lone surrogates, joiners, marks, bidi signs and both languages, where the seams are.
		fc
			.array(
				fc.constantFrom(
					"\ud83d",
					"\ude00",
					"\u200d",
					"\u0301",
					"\u202e",
					"\u2067",
					"ש",
					"图",
					"2",
					"a",
					" ",
					"\n",
					"@",
					"👩‍👩‍👧",
					"،",
				),
			)
			.map((signs) => signs.join("")),
	);
	const anyPart: fc.Arbitrary<PromptPart> = fc.oneof(
		anyWords.map(text),
		fc
			.record({ position: fc.integer({ min: 1, max: 14 }), name: fc.string() })
			.map((one) => chip(one.position, one.name)),
	);
	const anyWording = fc.array(anyPart, { maxLength: 8 });

	test("comes back unchanged when the mentions and the spaces around them are taken out", () => {
		fc.assert(
			fc.property(anyWording, (wording) => {
				const { text: sent, language } = compilePrompt(wording, references);
				let rest = sent;
				for (const part of wording.filter((one) => one.kind === "mention" || one.text !== "")) {
					if (part.kind === "mention") {
						const at = references.findIndex((one) => mentionKey(one) === part.reference);
						const word = language === "zh" ? `图${at + 1}` : `image ${at + 1}`;
						const made = at < 0 ? `@${part.name}` : word;
						if (!rest.startsWith(made)) {
							expect(rest[0]).toBe(" ");
							rest = rest.slice(1);
						}
						expect(rest.startsWith(made)).toBe(true);
						rest = rest.slice(made.length);
					} else {
						// A space of ours stands only before a letter, digit or mark, which is no space itself.
						if (!rest.startsWith(part.text)) rest = rest.slice(1);
						expect(rest.startsWith(part.text)).toBe(true);
						rest = rest.slice(part.text.length);
					}
				}
				expect(rest).toBe("");
			}),
		);
	});

	test("never gets a second space, and is sent the same when its words are merged", () => {
		fc.assert(
			fc.property(anyWording, (wording) => {
				const named = wording.map((part) => ({
					...part,
					...(part.kind === "mention" && { name: "shoe" }),
				}));
				const sent = compilePrompt(named, references).text;
				const spaces = (words: string) => words.match(/ {2,}/g)?.length ?? 0;
				expect(spaces(sent)).toBe(spaces(textOf(named)));
				expect(compilePrompt(mergeWords(named), references).text).toBe(sent);
			}),
		);
	});

	test("without chips is sent as it is", () => {
		fc.assert(
			fc.property(anyWords, (words) => {
				expect(isPlain(wordingOf(words))).toBe(true);
				expect(compilePrompt(wordingOf(words), references).text).toBe(words);
				expect(textOf(wordingOf(words))).toBe(words);
			}),
		);
	});
});

test("a chip turned into words leaves its name", () => {
	const wording = mentionsToWords(
		[text("the "), chip(1), text(" on "), chip(2, "sand")],
		new Set([mentionKey(picture(1))]),
	);
	expect(wording).toEqual([text("the shoe on "), chip(2, "sand")]);
});

describe("the language of a prompt", () => {
	test.each([
		["", "en"],
		["123 ✨ …", "en"],
		["a shoe on a beach", "en"],
		["沙滩上的鞋", "zh"],
		["把图里的鞋换成 Nike Air Max 90 白色款，电影感", "zh"],
		["a poster with the word 你好 on it", "en"],
		["靴をビーチに置いてください", "en"],
		["一家叫「の」的咖啡店，门口有猫", "zh"],
		["해변 위의 신발 하나", "en"],
		["حذاء على الشاطئ", "en"],
	])("%j is %s", (words, language) => {
		expect(promptLanguage(words)).toBe(language);
	});
});

test("a prompt is shown as it was written: chips by name, and what was sent where there is none", () => {
	const wording = [
		{ kind: "text" as const, text: "put " },
		{ kind: "mention" as const, reference: "a", name: "鞋" },
	];
	expect(writtenPrompt({ prompt: "put image 1", wording })).toBe("put @鞋");
	expect(writtenPrompt({ prompt: "a cat" })).toBe("a cat");
});
