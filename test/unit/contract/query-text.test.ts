import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CollectionId, ImageId, JobId, ReferenceId } from "../../../src/contract/ids.ts";
import { LibraryFilter } from "../../../src/contract/library-query.ts";
import {
	parseQuery,
	type QueryNames,
	queryText,
	type TypedQuery,
} from "../../../src/contract/query-text.ts";
import { ratioSpan } from "../../../src/contract/query-words.ts";

const collection = "0193e4a0-0000-7000-8000-000000000001" as CollectionId;
const image = "0193e4a0-0000-7000-8000-000000000002" as ImageId;
const job = "0193e4a0-0000-7000-8000-000000000003" as JobId;
const reference = "ab".repeat(32) as ReferenceId;
const names: QueryNames = {
	gateways: [{ id: "evolink", title: "EvoLink" }],
	models: ["Seedream 4.5", "Seedream 5.0 Lite"],
	collections: [{ id: collection, title: "Autumn shoes" }],
	references: [{ id: reference, name: "shoe" }],
	now: new Date(2026, 10, 21, 15).getTime(),
};
const parse = (text: string) => parseQuery(text, names);
const filterOf = (text: string) => parse(text).filter;
const local = (year: number, month: number, day = 1) => new Date(year, month - 1, day).getTime();

describe("a typed query", () => {
	test.each<[string, Partial<LibraryFilter>]>([
		["gateway:EvoLink", { gateways: ["evolink"] }],
		["gateway:evolink gateway:other", { gateways: ["evolink", "other"] }],
		['model:"seedream 4.5"', { models: ["Seedream 4.5"] }],
		["tag:neon tag:night", { tags: ["neon", "night"] }],
		["rejected picked", { picks: ["picked", "rejected"] }],
		["stars>=3", { minStars: 3 }],
		["stars>3", { minStars: 4 }],
		["星级：★★", { minStars: 2 }],
		["size>2K", { side: { min: 2_049 } }],
		["size>=2k size<8K", { side: { min: 2_048, max: 8_191 } }],
		["size:2K", { side: { min: 2_048, max: 4_095 } }],
		["ratio:16:9", { ratio: ratioSpan(16, 9) }],
		["比例：横图", { ratio: { min: 1.025 } }],
		["before:2026-10", { before: local(2026, 10) }],
		["after:2026-09-01", { from: local(2026, 9) }],
		["date:2026-10", { from: local(2026, 10), before: local(2026, 11) }],
		["日期：2026年10月3日", { from: local(2026, 10, 3), before: local(2026, 10, 4) }],
		["date:yesterday", { from: local(2026, 11, 20), before: local(2026, 11, 21) }],
		["price>=0.05", { usd: { min: 0.05 } }],
		["价格≤$0.1", { usd: { max: 0.1 } }],
		["ref:@Shoe", { reference }],
		[`children:${image}`, { childrenOf: image }],
		['in:"autumn shoes"', { collection }],
		["is:imported", { origin: "imported" }],
		["is:missing", { state: "missing" }],
		["状态:回收站", { state: "trashed" }],
		["标签：“霓虹 夜”", { tags: ["霓虹 夜"] }],
	])("%s is a chip", (text, filter) => {
		expect(filterOf(text)).toEqual({ text: "", ...filter });
	});

	test("names a colour or a picture to be nearest to", () => {
		expect(parse("colour:#F80").order).toEqual({ by: "colour", hex: "#ff8800" });
		expect(parse(`like:${image}`).order).toEqual({ by: "similar", image });
	});

	test.each([
		"a girl in neon rain",
		"少女 霓虹",
		"stars>=9",
		"ref:@nobody",
		"before:soon",
		"date:2026-02-31",
		"size:huge",
		"colour:red",
		"tag:",
		"ratio:0:0",
		"is:lovely",
		"https://example.com/a:b",
		"imported goods",
	])("%s is words", (text) => {
		expect(parse(text)).toEqual({ filter: { text } });
	});

	test("takes what stands in quotes for words", () => {
		expect(filterOf('"picked" "tag:neon" "two words').text).toBe("picked tag:neon two words");
	});
});

const word = fc.oneof(
	fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
	fc.constantFrom(
		"picked",
		"淘汰",
		"tag:x",
		'"',
		"“a”",
		"size>2K",
		"a\\",
		"标签：夜",
		"neon",
		"5″",
	),
);
const span = (value: fc.Arbitrary<number>) =>
	fc
		.record({ min: value, max: value }, { requiredKeys: [] })
		.filter(({ min, max }) => min !== undefined || max !== undefined);
const money = fc.oneof(
	fc.double({ min: 0, max: 1e6, noNaN: true }),
	fc.constantFrom(0, 0.05, 0.050001, 1),
);
const pixels = fc.oneof(fc.nat(20_000), fc.constantFrom(1_024, 2_047, 2_048, 2_049, 4_095));
const ratios = fc.oneof(
	fc.constantFrom(ratioSpan(16, 9), ratioSpan(1, 1), { min: 1.025 }, { max: 0.975 }),
	span(fc.double({ min: 0, max: 30, noNaN: true })),
);
const moments = fc.oneof(
	fc.nat(4_102_444_800_000),
	fc.constantFrom(local(2026, 1), local(2026, 10), local(2027, 1), local(2026, 10, 3), 0, 4),
	fc.maxSafeNat(),
);
const names50 = (longest: number) =>
	fc.uniqueArray(fc.string({ maxLength: longest, unit: "binary" }), { minLength: 1, maxLength: 4 });
const tags = fc
	.uniqueArray(
		word.map((tag) => tag.trim()).filter((tag) => tag !== "" && tag.length <= 80),
		{ minLength: 1, maxLength: 4 },
	)
	.filter((list) => list.length > 0);

const queries: fc.Arbitrary<TypedQuery> = fc
	.record(
		{
			filter: fc.record(
				{
					text: fc
						.array(word, { maxLength: 5 })
						.map((words) => words.join(" ").trim().replaceAll(/\s+/g, " ")),
					gateways: names50(20).filter((ids) => !ids.some((id) => /^evolink$/i.test(id.trim()))),
					models: names50(30).filter((ids) => !ids.some((id) => /^seedream/i.test(id.trim()))),
					from: moments,
					before: moments,
					side: span(pixels),
					ratio: ratios,
					picks: fc.constantFrom(
						["picked"] as const,
						["picked", "rejected"] as const,
						["picked", "rejected", "none"] as const,
						["none"] as const,
					),
					minStars: fc.integer({ min: 1, max: 5 }),
					tags,
					collection: fc.constantFrom(collection, job as string as CollectionId),
					reference: fc.constantFrom(reference, "cd".repeat(32) as ReferenceId),
					childrenOf: fc.constant(image),
					job: fc.constant(job),
					usd: span(money),
					origin: fc.constantFrom("made", "imported"),
					state: fc.constantFrom("trashed", "missing"),
				},
				{ requiredKeys: ["text"] },
			),
			order: fc.constantFrom(
				{ by: "colour", hex: "#0a0b0c" } as const,
				{ by: "similar", image } as const,
			),
		},
		{ requiredKeys: ["filter"] },
	)
	.map((query) => query as TypedQuery);

test("any query written as text is read as the same query again", () => {
	fc.assert(
		fc.property(queries, (query) => {
			expect(parse(queryText(query, names))).toEqual(query);
		}),
		{ numRuns: 1_000 },
	);
});

test("any text at all is read as a query the library takes", () => {
	fc.assert(
		fc.property(
			fc.array(fc.oneof(word, fc.string({ unit: "binary" })), { maxLength: 8 }),
			(words) => {
				LibraryFilter.parse(filterOf(words.join(" ")));
			},
		),
		{ numRuns: 1_000 },
	);
});
