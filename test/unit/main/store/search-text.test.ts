import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../../src/main/store/database.ts";
import { ftsQuery, searchable } from "../../../../src/main/store/search-text.ts";

const migrations = [
	{
		version: 1,
		sql: "CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')",
	},
];
const database = openDatabase(":memory:", migrations, { durable: false });
afterAll(() => database.close());
const clear = database.prepare("DELETE FROM texts");
const put = database.prepare("INSERT INTO texts (text) VALUES (?)");
const match = database.prepare("SELECT text FROM texts WHERE texts MATCH ?");

/** Whether what is typed finds a prompt. */
function finds(typed: string, prompt: string): boolean {
	clear.run();
	put.run(searchable(prompt));
	const query = ftsQuery(typed);
	return query === undefined || match.all(query).length > 0;
}

describe("search", () => {
	test.each([
		["少女", "赛博朋克少女站在雨里"],
		["女站", "赛博朋克少女站在雨里"],
		["朋克 雨", "赛博朋克少女站在雨里"],
		["neon", "A NEON panda"],
		["neo", "A NEON panda"],
		["panda neon", "A NEON panda"],
		["cafe", "Café in the rain"],
		["カメラ", "古いカメラの写真"],
		["고양", "고양이가 있다"],
		["ＮＥＯＮ", "neon"],
		["neon少女", "neon少女"],
		["16:9", "ratio 16:9"],
	])("for %j finds %j", (typed, prompt) => {
		expect(finds(typed, prompt)).toBe(true);
	});

	test.each([
		["女少", "赛博朋克少女站在雨里"],
		["少雨", "赛博朋克少女站在雨里"],
		["zebra", "A NEON panda"],
		["neo panda", "A NEON panda"],
	])("for %j does not find %j", (typed, prompt) => {
		expect(finds(typed, prompt)).toBe(false);
	});

	test.each(["", "  ", '"', "***", "- + ^", "🦊"])("for %j is no filter", (typed) => {
		expect(ftsQuery(typed)).toBeUndefined();
	});

	test.each([
		"panda OR zebra",
		"NOT panda",
		"text:panda",
		"NEAR(a b)",
		'"panda" AND (',
		"pan*da ^",
	])("takes %j as words, not as operators", (typed) => {
		expect(finds(typed, `before ${typed} after`)).toBe(true);
		expect(finds(typed, "panda")).toBe(false);
	});

	test("never breaks, whatever is typed", () => {
		const anyText = fc.oneof(
			fc.string({ unit: "binary", maxLength: 500 }),
			fc.string({
				unit: fc.constantFrom(..."\"'*^:()-+{}[]~\0 \nANDORNOTNEAR少a\uD800"),
				maxLength: 60,
			}),
		);
		fc.assert(
			fc.property(anyText, (typed) => {
				const query = ftsQuery(typed);
				if (query !== undefined) expect(() => match.all(query)).not.toThrow();
			}),
			{ numRuns: 500 },
		);
	});

	test("finds every run of Chinese characters in the prompt it is taken from", () => {
		const chinese = fc.string({
			unit: fc.constantFrom(..."赛博朋克少女站在雨里的新图像"),
			minLength: 1,
		});
		fc.assert(
			fc.property(chinese, fc.nat(), fc.nat(), (prompt, a, b) => {
				const from = a % prompt.length;
				const typed = prompt.slice(from, from + 1 + (b % (prompt.length - from)));
				expect(finds(typed, `before ${prompt}, after`)).toBe(true);
			}),
		);
	});
});
