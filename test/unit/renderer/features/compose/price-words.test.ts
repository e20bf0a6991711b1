import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import en from "../../../../../resources/locales/en/compose.json" with { type: "json" };
import type { PriceRow, Spend, SpendSummary } from "../../../../../src/contract/money.ts";
import {
	budgetLine,
	priceSources,
	summaryLine,
} from "../../../../../src/renderer/features/compose/price-words.ts";
import type {
	PlannedTarget,
	SendPlan,
} from "../../../../../src/renderer/features/compose/send-plan.ts";

beforeAll(() =>
	i18next.init({
		lng: "en",
		resources: { en: { compose: en } },
		ignoreJSONStructure: true,
		interpolation: { escapeValue: false },
	}),
);

/** A plan of which only the money is looked at. */
function planOf(prices: readonly (Partial<PriceRow> | undefined)[], mode = "single"): SendPlan {
	const sends = prices.map((price, n) => ({
		target: {
			account: { label: `Account ${n + 1}` },
			gateway: { title: "Gateway" },
			capability: { title: "Lite" },
		},
		draft: { mode, count: 2 },
		price,
		worstUsd: price?.usdPerImage === undefined ? undefined : price.usdPerImage * 2,
	})) as unknown as readonly PlannedTarget[];
	const known = sends.flatMap(({ worstUsd }) => worstUsd ?? []);
	return {
		sends,
		blocked: [],
		fallsBack: false,
		fallbacks: [],
		leftOut: [],
		images: sends.length * 2,
		worstUsd: known.length === 0 ? undefined : known.reduce((sum, usd) => sum + usd, 0),
		unpriced: sends.length - known.length,
	};
}

const own = { usdPerImage: 0.105, from: "own" } as const;

describe("the line above the button", () => {
	test.each<[string, SendPlan]>([
		["≤ $0.21 · 2 pictures", planOf([own])],
		["≤ $0.21 · up to 2 pictures", planOf([own], "set")],
		["≤ $0.42 · 4 pictures", planOf([own, own])],
		["Free · 2 pictures", planOf([{ usdPerImage: 0, from: "free" }])],
		["No price known · 2 pictures", planOf([undefined])],
		["≤ $0.21 + 1 unknown · 4 pictures", planOf([own, undefined])],
		["≤ $0.00 + 1 unknown · 4 pictures", planOf([{ usdPerImage: 0 }, undefined])],
	])("says %s", (line, plan) => {
		expect(summaryLine(plan)).toBe(line);
	});
});

describe("where a price comes from", () => {
	test.each<[string | undefined, Partial<PriceRow> | undefined]>([
		["Your own figure: $0.11 a picture.", own],
		[
			"$0.03 a picture: the middle of what your last 7 jobs were charged.",
			{ usdPerImage: 0.03, from: "learned", learned: { usdPerImage: 0.03, jobs: 7 } },
		],
		[
			"List price $0.02 a picture, read on 2026-11-21. Your gateway may charge otherwise.",
			{
				usdPerImage: 0.02,
				from: "list",
				list: { usdPerImage: 0.02, source: { page: "prices", read: "2026-11-21" } },
			},
		],
		[undefined, { usdPerImage: 0, from: "free" }],
		[undefined, undefined],
	])("is said: %s", (text, price) => {
		expect(priceSources(planOf([price]))).toBe(text);
	});

	test("is said for each gateway when there are several", () => {
		expect(priceSources(planOf([own, undefined]))).toBe(
			"Account 1 · Gateway, Lite: ≤ $0.21\nAccount 2 · Gateway, Lite: no price known",
		);
	});
});

describe("the budget", () => {
	const nothing: Spend = { usd: 0, pendingUsd: 0, jobs: 0, images: 0, unpriced: 0 };
	const left = (leftUsd: number, period: "day" | "month" = "day"): SpendSummary => ({
		today: nothing,
		month: nothing,
		days: [],
		parts: [],
		budget: { usd: 5, period, leftUsd },
	});

	test("is silent while there is none", () => {
		expect(budgetLine(undefined, 1)).toBeUndefined();
		expect(budgetLine({ ...left(1), budget: undefined }, 1)).toBeUndefined();
	});

	test("says what is left, and whether the worst case fits", () => {
		expect(budgetLine(left(3.2), 3.2)).toEqual({ text: "$3.20 left today", fits: true });
		expect(budgetLine(left(3.2, "month"), 3.3)).toEqual({
			text: "$3.20 left this month",
			fits: false,
		});
		expect(budgetLine(left(-0.5), undefined)).toEqual({
			text: "Today’s budget is passed by $0.50",
			fits: false,
		});
	});

	test("rounds what is left down, and lets what is free go out all the same", () => {
		expect(budgetLine(left(3.635), 0.1)?.text).toBe("$3.63 left today");
		expect(budgetLine(left(-0.5), 0)?.fits).toBe(true);
	});
});
