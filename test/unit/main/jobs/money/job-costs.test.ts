import { describe, expect, test } from "vitest";
import type { Capability } from "../../../../../src/contract/capability.ts";
import { AppError, appError } from "../../../../../src/contract/errors.ts";
import { GatewayId } from "../../../../../src/contract/ids.ts";
import type { Budget, PriceRow } from "../../../../../src/contract/money.ts";
import { demoPainter } from "../../../../../src/main/gateways/demo/demo-models.ts";
import { createJobCosts } from "../../../../../src/main/jobs/money/job-costs.ts";
import type { OwnPrices } from "../../../../../src/main/jobs/money/own-prices.ts";
import { threadMs } from "../../../../thread-time.ts";
import { moneyJob, NOON, outputs } from "./money-job.ts";

const evolink = GatewayId.parse("evolink");
const MODEL = "doubao-seedream-5.0-lite";
const DAY_MS = 24 * 60 * 60_000;

type Facts = {
	readonly budget?: Budget;
	readonly price?: Capability["price"];
	readonly worth?: number;
	readonly now?: () => number;
};

function costs(facts: Facts = {}) {
	let own: OwnPrices = { images: {}, credits: {} };
	const told: (readonly PriceRow[])[] = [];
	const { price: _, ...painter } = demoPainter;
	const model: Capability = {
		...painter,
		gateway: evolink,
		model: MODEL,
		title: "Seedream 5.0 lite",
		...(facts.price !== undefined && { price: facts.price }),
	};
	let models: [Capability, ...Capability[]] = [model];
	const usdPerCredit = facts.worth ?? ("unknown" as const);
	const made = createJobCosts({
		gateways: () => [{ id: evolink, title: "EvoLink", models, usdPerCredit }],
		own: {
			read: () => own,
			write: (next) => {
				own = next;
			},
		},
		budget: () => facts.budget,
		now: facts.now ?? (() => NOON),
		labelOf: () => "Studio",
		onChange: (rows) => told.push(rows),
	});
	const addModel = (name: string) => {
		models = [...models, { ...model, model: name, price: list }];
		made.gatewaysChanged();
	};
	return { made, told, addModel };
}

const list = { usdPerImage: 0.05, source: { page: "a page", read: "2026-11-21" } };
const reasonOf = (work: () => void) => {
	try {
		work();
	} catch (thrown) {
		return AppError.from(thrown).reason;
	}
	return undefined;
};

describe("the price book", () => {
	test("a model without any figure has no price", () => {
		expect(costs().made.priceOf(evolink, MODEL, 4)).toBeUndefined();
	});

	test("the list price holds until a reply says otherwise, and the designer's figure over both", () => {
		const { made, told } = costs({ price: list });
		expect(made.priceOf(evolink, MODEL, 4)).toMatchObject({ from: "list", worstUsd: 0.2 });
		made.note(
			moneyJob({ state: "done", charged: { usd: 0.06 }, outputs: outputs("saved", "saved") }),
		);
		expect(made.priceOf(evolink, MODEL, 4)).toMatchObject({ from: "learned", usdPerImage: 0.03 });
		expect(told).toHaveLength(1);
		made.setPrice({ gateway: evolink, model: MODEL, usd: 0.04 });
		expect(made.priceOf(evolink, MODEL, 4)).toMatchObject({ from: "own", usdPerImage: 0.04 });
		made.setPrice({ gateway: evolink, model: MODEL, usd: null });
		expect(made.priceOf(evolink, MODEL, 4)).toMatchObject({ from: "learned" });
	});

	test("one odd bill does not move the learned price", () => {
		const { made } = costs();
		for (const usd of [0.03, 0.03, 0.9, 0.03]) {
			made.note(moneyJob({ state: "done", charged: { usd }, outputs: outputs("saved") }));
		}
		expect(made.priceOf(evolink, MODEL, 1)?.usdPerImage).toBe(0.03);
	});

	test("credits become dollars once somebody says what one is worth", () => {
		const { made } = costs();
		made.note(moneyJob({ state: "waiting", charged: { credits: 8, reserved: true } }));
		expect(made.priceOf(evolink, MODEL, 1)).toBeUndefined();
		made.setPrice({ gateway: evolink, usd: 0.01 });
		expect(made.priceOf(evolink, MODEL, 1)).toMatchObject({ from: "learned", usdPerImage: 0.02 });
		expect(made.inDollars(evolink, { credits: 3 })).toEqual({ credits: 3, usd: 0.03 });
	});

	test("a credit's worth that was mistyped is mended for what was charged before, too", () => {
		const { made } = costs();
		made.setPrice({ gateway: evolink, usd: 1 });
		const done = { state: "done", price: undefined, outputs: outputs("saved", "saved") } as const;
		made.note(moneyJob({ ...done, charged: made.inDollars(evolink, { credits: 8 }) }));
		expect(made.summary().month.usd).toBe(8);
		made.setPrice({ gateway: evolink, usd: 0.01 });
		expect(made.summary().month.usd).toBe(0.08);
		expect(made.priceOf(evolink, MODEL, 1)?.usdPerImage).toBe(0.04);
	});

	test("jobs charged in credits are counted from the moment a credit's worth is known", () => {
		const { made } = costs();
		const charged = { credits: 8 };
		made.note(moneyJob({ state: "done", price: undefined, charged, outputs: outputs("saved") }));
		expect(made.summary().month).toMatchObject({ usd: 0, unpriced: 1 });
		made.setPrice({ gateway: evolink, usd: 0.01 });
		expect(made.summary().month).toMatchObject({ usd: 0.08, unpriced: 0 });
		expect(made.book()).toMatchObject([{ usdPerCredit: 0.01, creditFrom: "own" }]);
		made.setPrice({ gateway: evolink, usd: null });
		expect(made.summary().month).toMatchObject({ usd: 0, unpriced: 1 });
	});

	test("the worth of a credit on a page is named as such", () => {
		expect(costs({ worth: 0.005 }).made.book()).toMatchObject([
			{ usdPerCredit: 0.005, creditFrom: "list", chargesCredits: true },
		]);
	});

	test("follows the newest bills, whatever order they come in", () => {
		const { made } = costs();
		const bill = (usd: number, daysAgo: number) =>
			made.note(
				moneyJob({
					...{ state: "done", charged: { usd }, outputs: outputs("saved") },
					createdAt: NOON - daysAgo * DAY_MS,
				}),
			);
		for (let day = 1; day <= 9; day += 1) bill(0.05, day);
		for (let day = 30; day < 60; day += 1) bill(0.01, day);
		expect(made.priceOf(evolink, MODEL, 1)?.usdPerImage).toBe(0.05);
		expect(made.book()).toMatchObject([{ learned: { usdPerImage: 0.05, jobs: 9 } }]);
	});

	test("is told about when it changes and only then", () => {
		const { made, told, addModel } = costs({ price: list });
		made.book();
		const job = moneyJob({ state: "waiting", charged: { usd: 0.2, reserved: true } });
		made.note({ ...job, charged: undefined });
		expect(told).toHaveLength(0);
		made.note(job);
		made.note(job);
		made.note(job);
		expect(told).toHaveLength(1);
		addModel("seedream-x");
		made.gatewaysChanged();
		expect(told).toHaveLength(2);
		expect(told[1]?.map((row) => row.model)).toEqual([MODEL, "seedream-x"]);
	});

	test("free stays free and is called so", () => {
		const { made } = costs({ price: { ...list, usdPerImage: 0 } });
		expect(made.priceOf(evolink, MODEL, 4)).toEqual({ usdPerImage: 0, from: "free", worstUsd: 0 });
	});
});

describe("the budget", () => {
	const budget: Budget = { usd: 0.5, period: "day" };

	test("jobs that are queued count as if they had been charged in full", () => {
		const { made } = costs({ budget, price: list });
		made.note(moneyJob());
		made.note(moneyJob({ state: "waiting" }));
		expect(made.summary().budget?.leftUsd).toBeCloseTo(0.1);
		expect(made.fits(0.2)).toBe(false);
		const order = { worstUsd: 0.2, shownUsd: 0.2, overBudget: false };
		expect(reasonOf(() => made.approve(order))).toBe("budget-passed");
		expect(reasonOf(() => made.approve({ ...order, overBudget: true }))).toBeUndefined();
	});

	test("what is left is told rounded down: a budget is never said to be larger than it is", () => {
		const { made } = costs({ budget: { ...budget, usd: 0.138 }, price: list });
		const order = { worstUsd: 0.2, shownUsd: 0.2, overBudget: false };
		const facts = { cost: "$0.20", left: "$0.13" };
		expect(() => made.approve(order)).toThrow(
			expect.objectContaining({ failure: expect.objectContaining({ facts }) }),
		);
	});

	test("what was spent yesterday does not count today", () => {
		const { made } = costs({ budget, price: list });
		const yesterday = { createdAt: NOON - DAY_MS, sentAt: NOON - DAY_MS };
		made.note(moneyJob({ ...yesterday, state: "done", outputs: outputs("saved") }));
		expect(made.summary().budget?.leftUsd).toBe(0.5);
	});

	test("what was queued yesterday and is not sent yet counts today, for it goes out today or later", () => {
		const { made } = costs({ budget, price: list });
		const hold = { reason: "offline", since: NOON - DAY_MS } as const;
		made.note(moneyJob({ createdAt: NOON - DAY_MS, hold }));
		expect(made.summary()).toMatchObject({
			budget: { leftUsd: 0.3 },
			today: { pendingUsd: 0.2 },
			days: [{ day: "2026-11-21" }],
		});
	});

	test("a refusal that was certainly free gives its money back; one in doubt and its repeat both count", () => {
		const { made } = costs({ budget, price: list });
		const first = moneyJob({ state: "sending", sentAt: NOON });
		made.note(first);
		made.note({ ...first, state: "failed", error: appError("no-money").failure });
		made.note(moneyJob({ fallbackFor: first.id }));
		expect(made.summary().budget?.leftUsd).toBe(0.3);
		const second = moneyJob({ state: "unknown", sentAt: NOON });
		made.note(second);
		made.note(moneyJob({ retryOf: second.id }));
		expect(made.summary().budget?.leftUsd).toBe(-0.1);
	});

	test("what is free goes out even when the budget is passed", () => {
		const { made } = costs({ budget, price: list });
		made.note(moneyJob({ state: "done", charged: { usd: 3 } }));
		const free = { worstUsd: 0, shownUsd: 0, overBudget: false };
		expect(reasonOf(() => made.approve(free))).toBeUndefined();
	});

	test("no budget fits everything, and a price that nobody was shown is not called higher", () => {
		const { made } = costs({ price: list });
		const order = { worstUsd: 900, shownUsd: undefined, overBudget: false };
		expect(reasonOf(() => made.approve(order))).toBeUndefined();
	});

	test("a price that has risen since it was shown is asked about, one that fell is not", () => {
		const { made } = costs({ price: list });
		const order = { worstUsd: 0.2, overBudget: true };
		expect(reasonOf(() => made.approve({ ...order, shownUsd: 0.14 }))).toBe("price-higher");
		expect(reasonOf(() => made.approve({ ...order, shownUsd: 0.3 }))).toBeUndefined();
	});
});

describe("the summary", () => {
	test("sums up the day, the month, each day and each model, and names what has no price", () => {
		const { made } = costs({ price: list });
		made.load([
			moneyJob({ state: "done", outputs: outputs("saved", "saved") }),
			moneyJob({ state: "done", outputs: outputs("saved"), createdAt: NOON - 2 * DAY_MS }),
			moneyJob({ state: "done", outputs: outputs("saved"), price: undefined }),
		]);
		const { today, month, days, parts } = made.summary();
		expect(today).toMatchObject({ usd: 0.1, jobs: 2, images: 3, unpriced: 1 });
		expect(month).toMatchObject({ usd: 0.15, jobs: 3, images: 4 });
		expect(days.map((one) => one.spend.usd)).toEqual([0.1, 0.05]);
		expect(parts).toMatchObject([{ accountLabel: "Studio", spend: { usd: 0.15 } }]);
	});

	test("keeps figures short, however many fractions they are the sum of", () => {
		const { made } = costs({ budget: { usd: 1, period: "month" }, price: list });
		for (let n = 0; n < 3; n += 1) {
			made.note(moneyJob({ state: "done", charged: { usd: 0.1 }, outputs: outputs("saved") }));
		}
		expect(made.summary()).toMatchObject({ month: { usd: 0.3 }, budget: { leftUsd: 0.7 } });
	});
});

describe("with ten thousand jobs", () => {
	test("a price, a question to the budget and a change of a job cost less than a millisecond each", () => {
		const { made } = costs({ budget: { usd: 500, period: "month" }, price: list });
		const jobs = Array.from({ length: 10_000 }, (_, n) =>
			moneyJob({
				...{ state: "done", charged: { usd: 0.06 }, outputs: outputs("saved", "saved") },
				createdAt: NOON - (n % 30) * DAY_MS,
			}),
		);
		made.load(jobs);
		const medianMs = (work: () => void) => {
			const times = Array.from({ length: 101 }, () => {
				const start = threadMs();
				work();
				return threadMs() - start;
			});
			return times.sort((a, b) => a - b)[50] ?? Number.NaN;
		};
		const [job] = jobs;
		if (job === undefined) throw new Error("no job was made");
		expect(medianMs(() => made.priceOf(evolink, MODEL, 4))).toBeLessThan(1);
		expect(medianMs(() => made.fits(0.2))).toBeLessThan(1);
		expect(medianMs(() => made.note(job))).toBeLessThan(1);
		expect(made.summary().days).toHaveLength(30);
	});
});
