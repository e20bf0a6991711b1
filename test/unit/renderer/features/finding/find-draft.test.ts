import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LibraryQuery } from "../../../../../src/contract/library-query.ts";
import { parseQuery, type QueryNames } from "../../../../../src/contract/query-text.ts";
import {
	draftOf,
	readDraft,
	wordsOf,
} from "../../../../../src/renderer/features/finding/find-draft.ts";

const names: QueryNames = { gateways: [], models: [], collections: [], references: [], now: 0 };
const nothing: LibraryQuery = { filter: { text: "" } };
const read = (typed: string, isDone = false) => readDraft(typed, nothing, names, isDone);

describe("what is typed into the search field", () => {
	test("stays words until a space stands behind a chip", () => {
		expect(read("shoe tag:neon")).toEqual({ query: nothing, draft: "shoe tag:neon" });
		expect(read("shoe tag:neon ")).toEqual({
			query: { filter: { text: "", tags: ["neon"] } },
			draft: "shoe ",
		});
	});

	test("becomes a chip with Enter, but a bare word does not", () => {
		expect(read("shoe tag:neon", true).query.filter.tags).toEqual(["neon"]);
		expect(read("hand picked", true)).toEqual({ query: nothing, draft: "hand picked" });
	});

	test("keeps the order and the stacks of what is shown, unless a chip names an order", () => {
		const shown: LibraryQuery = { ...nothing, order: { by: "oldest" }, stacked: true };
		expect(readDraft("picked ", shown, names).query).toEqual({
			...{ filter: { text: "", picks: ["picked"] }, order: { by: "oldest" }, stacked: true },
		});
		expect(readDraft("colour:#ff8800 ", shown, names).query.order).toEqual({
			by: "colour",
			hex: "#ff8800",
		});
	});

	test("is searched without the chip that is being typed", () => {
		expect(wordsOf("shoe tag:ne")).toBe("shoe");
		expect(wordsOf("标签：霓")).toBe("");
		expect(wordsOf("shoe")).toBe("shoe");
	});

	test("shows words so that they are words when they are read again", () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 6 }), (pieces) => {
				const words = pieces.join(" ").trim().replaceAll(/\s+/g, " ");
				expect(parseQuery(draftOf(words), names).filter).toEqual({ text: words });
			}),
		);
	});

	test("gives the same query typed key by key as read at once", () => {
		const chips = [
			"tag:neon",
			"picked",
			"stars>=3",
			"size:2K",
			'"two words"',
			"shoe",
			"比例：16:9",
		];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...chips), { maxLength: 6 }), (pieces) => {
				const typed = pieces.map((piece) => `${piece} `).join("");
				let query = nothing;
				let draft = "";
				for (const key of typed) ({ query, draft } = readDraft(draft + key, query, names));
				const filter = { ...query.filter, text: wordsOf(draft) };
				expect({ filter }).toEqual(parseQuery(typed, names));
			}),
		);
	});
});
