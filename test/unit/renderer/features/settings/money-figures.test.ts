import { describe, expect, test } from "vitest";
import { AccountId } from "../../../../../src/contract/ids.ts";
import type { Spend, SpendSummary } from "../../../../../src/contract/money.ts";
import {
	budgetShares,
	everyDay,
	usdPerSaved,
} from "../../../../../src/renderer/features/settings/money-figures.ts";

const spend = (more: Partial<Spend> = {}): Spend => ({
	...{ usd: 0, pendingUsd: 0, jobs: 1, images: 0, unpriced: 0 },
	...more,
});
const part = (more: Partial<Spend>): SpendSummary["parts"][number] => ({
	account: AccountId.parse("0197a0b0-0000-7000-8000-000000000001"),
	accountLabel: "Studio",
	gatewayTitle: "EvoLink",
	modelTitle: "Seedream",
	spend: spend(more),
});

describe("the chart's days", () => {
	test("are thirty, end today, go over months and leave no day out", () => {
		const days = everyDay(
			[
				{ day: "2026-11-21", spend: spend({ usd: 2 }) },
				{ day: "2026-10-25", spend: spend({ usd: 1 }) },
			],
			new Date(2026, 10, 21, 0, 5),
		);
		expect(days).toHaveLength(30);
		expect(new Set(days.map(({ day }) => day)).size).toBe(30);
		expect(days[0]?.day).toBe("2026-10-23");
		expect(days.at(-1)).toMatchObject({ day: "2026-11-21", spend: { usd: 2 } });
		expect(days.find(({ day }) => day === "2026-10-25")?.spend.usd).toBe(1);
		expect(days[1]?.spend).toMatchObject({ usd: 0, jobs: 0 });
	});
});

describe("the cost of a saved picture", () => {
	test("leaves out what was free and what has no price", () => {
		const parts = [
			part({ usd: 0.6, images: 10 }),
			part({ usd: 0, images: 50 }),
			part({ usd: 0, images: 7, unpriced: 7 }),
		];
		expect(usdPerSaved(parts)).toBeCloseTo(0.06);
	});

	test("counts what was charged for pictures that never came", () => {
		expect(usdPerSaved([part({ usd: 0.4, images: 1 })])).toBeCloseTo(0.4);
	});

	test("is unknown without a paid picture", () => {
		expect(usdPerSaved([])).toBeUndefined();
		expect(usdPerSaved([part({ usd: 0.1, images: 0 })])).toBeUndefined();
	});
});

describe("the budget's bar", () => {
	test("shows shares of the budget, and of everything once it is passed", () => {
		expect(budgetShares(1, 2, 4)).toEqual({ spent: 0.25, pending: 0.5 });
		expect(budgetShares(6, 2, 4)).toEqual({ spent: 0.75, pending: 0.25 });
	});
});
