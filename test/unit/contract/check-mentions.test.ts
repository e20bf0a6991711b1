import { describe, expect, test } from "vitest";
import { checkMentions } from "../../../src/contract/check-mentions.ts";
import type { GenerationRequest, PromptPart } from "../../../src/contract/generation.ts";
import { picturesNumbered } from "../../../src/contract/picture-numbers.ts";
import { compilePrompt, mentionKey } from "../../../src/contract/prompt-chips.ts";
import { account, picture } from "./any-capability.ts";

const chip = (n: number): PromptPart => ({
	kind: "mention",
	reference: mentionKey(picture(n)),
	name: `ref-${n}`,
});
const text = (words: string): PromptPart => ({ kind: "text", text: words });

function request(more: Partial<GenerationRequest>): GenerationRequest {
	return {
		account,
		model: "m",
		prompt: "",
		references: [picture(1), picture(2), picture(3)],
		size: { kind: "tier", tier: "2K" },
		mode: "single",
		count: 1,
		extras: {},
		...more,
	};
}
/** A request with chips, as the form sends it. */
function chipped(wording: PromptPart[], more: Partial<GenerationRequest> = {}): GenerationRequest {
	const { references } = request(more);
	return request({ ...more, wording, prompt: compilePrompt(wording, references).text });
}
const said = (...[of, order]: Parameters<typeof checkMentions>) =>
	checkMentions(of, order).map(({ reason, level, at, facts }) => [reason, level, at, facts]);

describe("chips", () => {
	test("that mention every reference need no word", () => {
		expect(said(chipped([chip(1), text(" on "), chip(2), text(" in "), chip(3)]))).toEqual([]);
	});

	test("of what is not attached block, each reference once", () => {
		const wording = [chip(1), chip(2), chip(3), chip(8), text(" and "), chip(8)];
		expect(said(chipped(wording))).toEqual([
			["mention-missing", "block", mentionKey(picture(8)), { name: "ref-8" }],
		]);
	});

	test("that leave references out say which; numbers in words count as mentions", () => {
		expect(said(chipped([chip(1), text(" in the light of image 3")]))).toEqual([
			["reference-unmentioned", "advice", undefined, { positions: "2" }],
		]);
		expect(said(request({ prompt: "a beach" }))).toEqual([]);
	});

	test("whose prompt is not what they compile to keep the request back", () => {
		const sent = chipped([chip(1), chip(2), chip(3)]);
		const turned = { ...sent, references: sent.references.toReversed() };
		expect(said(turned).map(([reason]) => reason)).toEqual(["mention-out-of-step"]);
	});
});

describe("an @ that is no chip", () => {
	const named = (prompt: string) =>
		said(request({ prompt })).flatMap(([reason, , , facts]) =>
			reason === "mention-plain" && typeof facts === "object" ? [facts.names] : [],
		);

	test.each([
		["@ghost on a beach", ["ghost"]],
		["a shoe like ＠鞋，在沙滩上", ["鞋"]],
		["把@红鞋放在沙滩上", ["红鞋放在沙滩上"]],
		["(@shoe_2-b), @SHOE_2-B and @Ботинок.", ["shoe_2-b", "Ботинок"]],
		["@कुर्सी next to @e\u0301tude and @می\u200cشود", ["कुर्सी", "e\u0301tude", "می\u200cشود"]],
		["@2 in the light of @3-", ["2", "3"]],
		["line\n@one", ["one"]],
	])("%j names %j and has no picture", (prompt, names) => {
		expect(named(prompt)).toEqual([names.map((name) => `@${name}`).join(", ")]);
	});

	test.each([
		"mail@example.com, почта@пример.рф, 用户@例子.公司, a.b+c@mail.example",
		'"a b"@example.com and @example.com',
		"l@bel, сло@во, كلمة@كلمة, 단어@단어, 9@night",
		"shot @f1.8, @f/2.8, @2x, @4k, @50mm, 3 @ 5, @, @👟, @@ and @9",
		"@someone@social.example",
	])("is an address or another sign in %j", (prompt) => {
		expect(named(prompt)).toEqual([]);
	});

	test("is said once, as advice: the words are sent as they are seen", () => {
		expect(said(request({ prompt: "@ghost and @Ghost" }))).toEqual([
			["mention-plain", "advice", undefined, { names: "@ghost" }],
		]);
	});

	test("is found between chips, which are none", () => {
		const wording = [chip(1), text("@ghost"), chip(2), chip(3), text("@shoe")];
		expect(said(chipped(wording)).map(([reason, , , facts]) => [reason, facts])).toEqual([
			["mention-plain", { names: "@ghost, @shoe" }],
		]);
	});

	test("is looked for in long prompts without delay", () => {
		const prompt = `${"@a".repeat(100_000)} ${"@".repeat(100_000)}${"x".repeat(100_000)}.x`;
		expect(named(prompt)).toEqual([]);
	});
});

describe("numbers in words", () => {
	test.each([
		["Image 2 in the style of picture #3", [2, 3]],
		["reference image 1, photo 12", [1, 12]],
		["2 images, image 2x, preimage 4, 35 mm photo", []],
		["图2的鞋，图片 3，参考图１，第4张图", [1, 2, 3, 4]],
		["图二的鞋和第三张参考图", [2, 3]],
		["画一张图一个人", []],
		["", []],
	])("%j names %j", (words, numbers) => {
		expect(picturesNumbered(words)).toEqual(numbers);
	});

	test("beyond the references are pointed out, unless a set is numbered with them", () => {
		const prompt = "image 1, image 2, image 3 and image 5";
		expect(said(request({ prompt }))).toEqual([
			["mention-number-missing", "advice", undefined, { number: 5, have: 3 }],
		]);
		expect(said(request({ prompt, mode: "set", count: 6 }))).toEqual([]);
		expect(said(request({ prompt, references: [] }))).toEqual([]);
	});

	test("that meant another picture in the recipe are pointed out", () => {
		const prompt = "image 1 wears the shoes of image 2, light of image 3";
		const recipe = [3, 2, 1].map((n) => mentionKey(picture(n)));
		expect(said(request({ prompt }), recipe)).toEqual([
			["order-changed", "advice", undefined, { positions: "1, 3" }],
		]);
		expect(said(request({ prompt }), recipe.toReversed())).toEqual([]);
		const fewer = request({ prompt: "the shoes of 图2", references: [picture(3)] });
		expect(said(fewer, recipe).map(([reason]) => reason)).toEqual([
			"mention-number-missing",
			"order-changed",
		]);
	});
});
