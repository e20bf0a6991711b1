import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import words from "../../../../../resources/locales/en/finding.json" with { type: "json" };
import type { LibraryFacets } from "../../../../../src/contract/library-query.ts";
import { findSuggestions } from "../../../../../src/renderer/features/finding/find-suggestions.tsx";
import { queryChips } from "../../../../../src/renderer/features/finding/query-chips.tsx";
import type { Names } from "../../../../../src/renderer/features/finding/query-names.ts";

const names: Names = {
	gateways: [{ id: "evolink", title: "EvoLink" }],
	models: ["Seedream 4.5"],
	collections: [],
	references: [],
};
const facets: LibraryFacets = {
	...{ total: 9, tags: [], trashed: 0, missing: 0, unseen: 0 },
	gateways: [{ id: "evolink", title: "EvoLink", count: 9 }],
	models: [{ title: "Seedream 4.5", count: 9 }],
};
const tags = [{ name: "neon night", count: 4 }];
const inserts = (draft: string) =>
	findSuggestions(draft, names, facets, tags).map(
		({ start, insert }) => draft.slice(0, start) + insert,
	);

beforeAll(async () => {
	await i18next.init({
		lng: "en",
		resources: { en: { finding: words } },
		keySeparator: false,
		nsSeparator: false,
		interpolation: { escapeValue: false },
	});
});

describe("suggestions", () => {
	test("name keys for a word that begins like one, and tags beside them", () => {
		expect(inserts("shoe mod")).toEqual(["shoe model:", 'shoe tag:"neon night" ']);
		expect(inserts("模")[0]).toBe("model:");
	});

	test("name values once the key is there, each as a chip that is read back", () => {
		expect(inserts("gateway:evo")).toEqual(["gateway:evolink "]);
		expect(inserts("model:")).toEqual(['model:"Seedream 4.5" ']);
		expect(inserts("stars:4")).toEqual(["stars>=4 "]);
	});

	test("leave words in quotes and finished words alone", () => {
		expect(inserts('"mod')).toEqual([]);
		expect(inserts("model ")).toEqual([]);
	});
});

describe("chips", () => {
	test("say each part of a query, and take away just that", () => {
		const query = {
			filter: { text: "shoe", gateways: ["evolink"], picks: ["picked" as const], minStars: 3 },
			order: { by: "colour" as const, hex: "#ff8800" },
			stacked: true,
		};
		const chips = queryChips(query, names);
		expect(chips.map(({ label }) => label)).toEqual([
			"Nearest to a colour #ff8800",
			"Gateway: EvoLink",
			"Picked",
			"3 stars or more",
		]);
		const { order: _, ...unordered } = query;
		expect(chips[0]?.without).toEqual(unordered);
		const { gateways: __, ...filter } = query.filter;
		expect(chips[1]?.without).toEqual({ ...query, filter });
	});

	test("say a stretch of sizes, prices and days as people do", () => {
		const label = (filter: object) =>
			queryChips({ filter: { text: "", ...filter } }, names)[0]?.label;
		expect(label({ side: { min: 2_049 } })).toBe("Size: > 2K");
		expect(label({ side: { min: 2_048, max: 4_095 } })).toBe("Size: 2K");
		expect(label({ usd: { max: 0.05 } })).toBe("Price: ≤ $0.05");
		expect(
			label({
				from: new Date(2026, 9, 1).getTime(),
				before: new Date(2026, 10, 1).getTime(),
			}),
		).toBe("Date: October 2026");
	});
});
