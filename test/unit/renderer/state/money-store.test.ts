import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import { GatewayId } from "../../../../src/contract/ids.ts";
import type { PriceRow, Spend, SpendSummary } from "../../../../src/contract/money.ts";
import { Settings } from "../../../../src/contract/settings.ts";
import { useApp } from "../../../../src/renderer/state/app-store.ts";
import { useJobs } from "../../../../src/renderer/state/jobs-store.ts";
import {
	followMoney,
	priceOf,
	refreshBook,
	useMoney,
} from "../../../../src/renderer/state/money-store.ts";

const gateway = GatewayId.parse("evolink");
const row = (model: string, usdPerImage: number): PriceRow => ({
	gateway,
	model,
	gatewayTitle: "EvoLink",
	modelTitle: "Seedream",
	usdPerImage,
	from: "own",
	chargesCredits: true,
});
const nothing: Spend = { usd: 0, pendingUsd: 0, jobs: 0, images: 0, unpriced: 0 };
const summary = (usd: number): SpendSummary => ({
	today: { ...nothing, usd },
	month: { ...nothing, usd },
	days: [],
	parts: [],
});

const listeners = new Set<(name: string, payload: unknown) => void>();
const tell = (name: string, payload: unknown) => {
	for (const listener of listeners) listener(name, payload);
};
let asked: string[] = [];
let answers: Record<string, () => Outcome<unknown>> = {};

beforeEach(() => {
	vi.useFakeTimers();
	asked = [];
	let spent = 0;
	answers = {
		"money.book": () => ({ ok: true, value: [row("lite", 0.035)] }),
		"money.summary": () => {
			spent += 1;
			return { ok: true, value: summary(spent) };
		},
	};
	const call = async (name: string) => {
		asked.push(name);
		return answers[name]?.() ?? { ok: false, error: appError("unknown-request", { name }).failure };
	};
	const on = (listener: (name: string, payload: unknown) => void) => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};
	vi.stubGlobal("window", { seedcase: { call, on, pathOfFile: () => "" } });
	useMoney.setState({ rows: [], summary: undefined });
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	listeners.clear();
});

describe("the price book in the window", () => {
	test("is asked for at the start and follows what main says", async () => {
		const end = followMoney();
		await vi.runAllTimersAsync();
		expect(priceOf(useMoney.getState().rows, gateway, "lite")?.usdPerImage).toBe(0.035);
		tell("money.changed", [row("lite", 0.05), row("pro", 0.1)]);
		expect(priceOf(useMoney.getState().rows, gateway, "lite")?.usdPerImage).toBe(0.05);
		expect(priceOf(useMoney.getState().rows, gateway, "gone")).toBeUndefined();
		end();
	});

	test("stays as it was when main cannot tell", async () => {
		await refreshBook();
		answers = {};
		await refreshBook();
		expect(useMoney.getState().rows).toHaveLength(1);
	});

	test("is empty, and nothing breaks, while main knows no such request", async () => {
		answers = {};
		const end = followMoney();
		await vi.runAllTimersAsync();
		expect(useMoney.getState()).toMatchObject({ rows: [], summary: undefined });
		end();
	});
});

describe("the sums in the window", () => {
	test("are asked for once when many jobs change together, and when the budget is set", async () => {
		const end = followMoney();
		await vi.runAllTimersAsync();
		asked = [];
		for (let n = 0; n < 20; n += 1) useJobs.setState({ order: [] });
		await vi.runAllTimersAsync();
		expect(asked).toEqual(["money.summary"]);
		const budget = { usd: 5, period: "day" } as const;
		useApp.setState({ settings: Settings.parse({ budget }) });
		await vi.runAllTimersAsync();
		expect(asked).toEqual(["money.summary", "money.summary"]);
		expect(useMoney.getState().summary?.today.usd).toBe(3);
		end();
	});

	test("keep coming while jobs change without a pause", async () => {
		const end = followMoney();
		await vi.runAllTimersAsync();
		asked = [];
		for (let n = 0; n < 50; n += 1) {
			useJobs.setState({ order: [] });
			await vi.advanceTimersByTimeAsync(100);
		}
		expect(asked.length).toBeGreaterThan(5);
		end();
	});

	test("are not asked for any more once following has ended", async () => {
		const end = followMoney();
		await vi.runAllTimersAsync();
		asked = [];
		useJobs.setState({ order: [] });
		end();
		useJobs.setState({ order: [] });
		tell("money.changed", []);
		await vi.runAllTimersAsync();
		expect(asked).toEqual([]);
	});
});
