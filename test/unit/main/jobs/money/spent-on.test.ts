import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appError } from "../../../../../src/contract/errors.ts";
import { jobStates, outputStates } from "../../../../../src/contract/jobs.ts";
import { learnedFrom, spentOn } from "../../../../../src/main/jobs/money/spent-on.ts";
import { moneyJob, outputs } from "./money-job.ts";

describe("what a job has cost", () => {
	test.each(["queued", "preparing", "sending", "waiting", "unknown"] as const)(
		"a job that is %s may still cost all it was asked for",
		(state) => {
			expect(spentOn(moneyJob({ state }))).toMatchObject({ usd: 0, pendingUsd: 0.2 });
		},
	);

	test("a set that came short costs what was made, refused pictures nothing, lost ones their price", () => {
		const job = moneyJob({ state: "partial", outputs: outputs("saved", "refused", "lost") });
		expect(spentOn(job)).toMatchObject({ usd: 0.1, pendingUsd: 0, images: 1 });
	});

	test("the gateway's own word on its charge wins over the price", () => {
		const job = moneyJob({ state: "done", charged: { usd: 0.31 }, outputs: outputs("saved") });
		expect(spentOn(job)).toMatchObject({ usd: 0.31, pendingUsd: 0 });
	});

	test("a sum set aside is what may be charged, and is shared out over what was made", () => {
		const charged = { usd: 0.4, reserved: true };
		expect(spentOn(moneyJob({ state: "waiting", charged })).pendingUsd).toBe(0.4);
		const done = moneyJob({ state: "done", charged, outputs: outputs("saved", "saved") });
		expect(spentOn(done)).toMatchObject({ usd: 0.2, pendingUsd: 0 });
	});

	test("a failure costs nothing when that is certain, and may have cost everything when it is not", () => {
		const certain = moneyJob({ state: "failed", error: appError("no-money").failure });
		expect(spentOn(certain)).toMatchObject({ usd: 0, pendingUsd: 0 });
		const doubtful = moneyJob({ state: "failed", error: appError("task-failed").failure });
		expect(spentOn(doubtful)).toMatchObject({ usd: 0, pendingUsd: 0.2 });
	});

	test("a job without any price says so instead of counting as free", () => {
		const unpriced = (more: Parameters<typeof moneyJob>[0]) =>
			spentOn(moneyJob({ price: undefined, ...more })).priced;
		expect(unpriced({ state: "done", outputs: outputs("saved") })).toBe(false);
		expect(unpriced({ state: "waiting" })).toBe(false);
		expect(unpriced({ state: "unknown" })).toBe(false);
		expect(unpriced({ state: "failed", error: appError("task-failed").failure })).toBe(false);
		expect(unpriced({ state: "done", charged: { credits: 4 } })).toBe(false);
	});

	test("a job that certainly cost nothing needs no price to be counted", () => {
		const error = appError("no-money").failure;
		const failed = spentOn(moneyJob({ state: "failed", price: undefined, error }));
		expect(failed).toMatchObject({ priced: true, usd: 0, pendingUsd: 0 });
		expect(spentOn(moneyJob({ state: "canceled", price: undefined })).priced).toBe(true);
	});

	test("no job ever costs less than nothing or more than its worst case, unless the gateway says so", () => {
		const anyJob = fc
			.record({
				state: fc.constantFrom(...jobStates),
				states: fc.array(fc.constantFrom(...outputStates), { maxLength: 4 }),
			})
			.map(({ state, states }) => moneyJob({ state, outputs: outputs(...states) }));
		fc.assert(
			fc.property(anyJob, (job) => {
				const { usd, pendingUsd } = spentOn(job);
				expect(Math.min(usd, pendingUsd)).toBeGreaterThanOrEqual(0);
				expect(usd + pendingUsd).toBeLessThanOrEqual(0.2 + 1e-9);
			}),
		);
	});
});

describe("what a reply teaches of prices", () => {
	test("a sum set aside is shared out over the pictures asked for", () => {
		const job = moneyJob({ state: "waiting", charged: { usd: 0.36, reserved: true } });
		expect(learnedFrom(job)).toBeCloseTo(0.09);
	});

	test("a final charge is shared out over the pictures made", () => {
		const charged = { usd: 0.07 };
		const job = moneyJob({ state: "done", charged, outputs: outputs("saved", "saved", "refused") });
		expect(learnedFrom(job)).toBe(0.035);
	});

	test("pictures or credits alone teach nothing, and neither does a charge for no picture", () => {
		const made = { state: "done", outputs: outputs("saved") } as const;
		expect(learnedFrom(moneyJob({ ...made, charged: { images: 3 } }))).toBeUndefined();
		expect(learnedFrom(moneyJob({ ...made, charged: { credits: 3 } }))).toBeUndefined();
		expect(learnedFrom(moneyJob({ state: "failed", charged: { usd: 0.1 } }))).toBeUndefined();
	});
});
