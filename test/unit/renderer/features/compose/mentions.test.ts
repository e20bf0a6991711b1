import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PromptPart } from "../../../../../src/contract/generation.ts";
import { ReferenceId } from "../../../../../src/contract/ids.ts";
import { mergeWords } from "../../../../../src/contract/prompt-chips.ts";
import { ShelfEntry } from "../../../../../src/contract/references.ts";
import { mentionChoices } from "../../../../../src/renderer/features/compose/mention-choices.ts";
import { mentionQuery } from "../../../../../src/renderer/features/compose/mention-trigger.ts";
import {
	plainNames,
	withChips,
	withoutSigns,
} from "../../../../../src/renderer/features/compose/plain-names.ts";
import {
	documentOf,
	promptSchema,
	wordingOfDocument,
} from "../../../../../src/renderer/features/compose/prompt-schema.ts";
import {
	isShelfName,
	suggestedName,
	typedName,
} from "../../../../../src/renderer/features/compose/reference-name.ts";
import type { DraftReference } from "../../../../../src/renderer/state/draft.ts";

const id = (n: number) => ReferenceId.parse(n.toString(16).padStart(64, "0"));
const picture = (n: number, name: string): DraftReference => ({ kind: "picture", id: id(n), name });
const entry = (n: number, name: string): ShelfEntry =>
	ShelfEntry.parse({ reference: id(n), name, addedAt: n });

describe("the document of the editor", () => {
	test("gives any wording back, lines, blanks and odd characters included", () => {
		const anyPart: fc.Arbitrary<PromptPart> = fc.oneof(
			fc
				.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\n", "a\n\nb ", "\r\n\t", "\ud83d"))
				.map((text) => ({ kind: "text" as const, text })),
			fc
				.constantFrom("shoe", "鞋")
				.map((name) => ({ kind: "mention" as const, reference: id(1), name })),
		);
		fc.assert(
			fc.property(fc.array(anyPart), (wording) => {
				const document = documentOf(wording);
				document.check();
				expect(wordingOfDocument(document)).toEqual(mergeWords(wording));
			}),
		);
	});

	test("has one empty line when there is nothing in it", () => {
		expect(documentOf([]).toJSON()).toEqual({ type: "doc", content: [{ type: "line" }] });
		expect(wordingOfDocument(promptSchema.nodes.doc.createAndFill() ?? documentOf([]))).toEqual([]);
	});
});

describe("an @", () => {
	test.each([
		["@", ""],
		["put @sho", "sho"],
		["把＠鞋", "鞋"],
		["把鞋@", ""],
		["(@shoe_2-b", "shoe_2-b"],
		["\ufffc@", ""],
		["mail@example.com", undefined],
		["a.b+c@", undefined],
		["почта@mail", undefined],
		["2@", undefined],
		["@shoe and", undefined],
		["@shoe ", undefined],
		["@\ufffc", undefined],
		["", undefined],
	])("%j is naming %j", (before, query) => {
		expect(mentionQuery(before)).toBe(query);
	});
});

describe("what can be mentioned", () => {
	const references = [picture(1, "IMG_1.jpg"), picture(2, "beach.png")];
	const shelf = [entry(2, "Strand"), entry(3, "shoe"), entry(4, "红鞋")];
	const lines = (query: string, entries = shelf) =>
		mentionChoices(references, entries, query).map((choice) =>
			choice.kind === "name" ? "name" : `${choice.kind} ${choice.name}`,
		);

	test("are the attached ones in their order, by their own name where they have one, then the shelf", () => {
		expect(lines("")).toEqual(["attached IMG_1", "attached Strand", "shelf shoe", "shelf 红鞋"]);
	});

	test("are found by any part of the name, whatever its case, and by the number", () => {
		expect(lines("TRA")).toEqual(["attached Strand"]);
		expect(lines("鞋")).toEqual(["shelf 红鞋"]);
		expect(lines("2", [entry(1, "take-2"), ...shelf])).toEqual([
			"attached Strand",
			"attached take-2",
		]);
		expect(lines("nothing like it")).toEqual([]);
	});

	test("naming is offered while nothing has a name", () => {
		expect(lines("", [])).toEqual(["attached IMG_1", "attached beach", "name"]);
		expect(lines("b", [])).toEqual(["attached beach"]);
	});
});

describe("a name", () => {
	test.each([
		["red shoe (final).png", [], "red-shoe-final"],
		["shoe.png", ["Shoe", "shoe-2"], "shoe-3"],
		["鞋 01.jpeg", [], "鞋-01"],
		["....png", [], ""],
	])("of the file %j beside %j is suggested as %j", (file, taken, name) => {
		expect(suggestedName(file, taken)).toBe(name);
	});

	test("that is suggested is one the shelf takes, or empty", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 90 }), (file) => {
				const name = suggestedName(file, [file]);
				expect(name === "" || isShelfName(name)).toBe(true);
			}),
		);
	});

	test("is mended as it is typed", () => {
		expect(typedName("@my red shoe!")).toBe("my-red-shoe");
	});
});

describe("names that were typed and not chosen", () => {
	const references = [picture(1, "IMG_1.jpg"), picture(2, "beach.png")];
	const shelf = [entry(2, "Strand"), entry(3, "shoe"), entry(4, "红鞋")];
	const text = (words: string): PromptPart => ({ kind: "text", text: words });
	const chip = (n: number, name: string): PromptPart => {
		return { kind: "mention", reference: id(n), name };
	};
	const chipped = (wording: readonly PromptPart[]) =>
		withChips(wording, plainNames(wording, references, shelf));

	test("become the chips they would have been, whatever their case, attached or on the shelf", () => {
		expect(chipped([text("@STRAND, ＠shoe and @2 by @img_1")])).toEqual([
			chip(2, "Strand"),
			text(", "),
			chip(3, "shoe"),
			text(" and "),
			chip(2, "Strand"),
			text(" by "),
			chip(1, "IMG_1"),
		]);
	});

	test("are found where Chinese writes on behind them", () => {
		expect(chipped([text("把@红鞋放在沙滩上，旁边是@shoe的盒子")])).toEqual([
			text("把"),
			chip(4, "红鞋"),
			text("放在沙滩上，旁边是"),
			chip(3, "shoe"),
			text("的盒子"),
		]);
	});

	test("stay words where nothing is called so, and lose their sign alone", () => {
		const wording = [text("@ghost, @shoebox and a@b.example"), chip(9, "old"), text("@2x @鬼")];
		expect(plainNames(wording, references, shelf)).toEqual([]);
		expect(withoutSigns(wording)).toEqual([
			text("ghost, shoebox and a@b.example"),
			chip(9, "old"),
			text("@2x 鬼"),
		]);
	});
});
