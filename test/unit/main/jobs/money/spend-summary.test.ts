import { afterEach, describe, expect, test } from "vitest";
import { Ledger } from "../../../../../src/main/jobs/money/ledger.ts";
import {
	budgetFrom,
	spendSummary,
	summaryFrom,
} from "../../../../../src/main/jobs/money/spend-summary.ts";
import { moneyJob, outputs } from "./money-job.ts";

const zone = process.env.TZ;
afterEach(() => {
	if (zone === undefined) delete process.env.TZ;
	else process.env.TZ = zone;
});

/** Moments of the wall clock, in the zone that is set. */
const at = (day: string, time: string) => new Date(`${day}T${time}`).getTime();

function summaryOf(moments: readonly number[], now: number) {
	const ledger = new Ledger({ inDollarsNow: (_, charge) => charge });
	for (const sentAt of moments) {
		ledger.note(moneyJob({ state: "done", sentAt, outputs: outputs("saved") }));
	}
	const entries = ledger.since(summaryFrom(now), now);
	return spendSummary(entries, { now, budget: undefined, labelOf: () => "Studio" });
}

describe("the days of this computer", () => {
	test.each(["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"])(
		"part at midnight in %s, to the millisecond",
		(TZ) => {
			process.env.TZ = TZ;
			const midnight = at("2026-11-21", "00:00:00.000");
			const { days, today } = summaryOf([midnight - 1, midnight], at("2026-11-21", "09:00"));
			expect(days.map(({ day }) => day)).toEqual(["2026-11-21", "2026-11-20"]);
			expect(today.jobs).toBe(1);
			expect(budgetFrom("day", at("2026-11-21", "23:59"))).toBe(midnight);
			expect(budgetFrom("month", at("2026-11-21", "23:59"))).toBe(at("2026-11-01", "00:00"));
		},
	);

	test.each([
		["have 25 hours when the clock goes back", "2026-10-25"],
		["have 23 hours when it goes forward", "2026-03-29"],
	])("%s, and no hour of them is lost or counted twice", (_, day) => {
		process.env.TZ = "Europe/Berlin";
		const from = at(day, "00:00");
		const to = at(day, "23:59:59.999") + 1;
		const hours = Array.from({ length: (to - from) / 3_600_000 }, (_, n) => from + n * 3_600_000);
		const { days } = summaryOf(hours, at(day, "23:30"));
		expect(days).toMatchObject([{ day, spend: { jobs: hours.length } }]);
		expect(hours).toHaveLength(day === "2026-10-25" ? 25 : 23);
	});

	test.each(["00:15", "12:00", "23:45"])(
		"are thirty at %s, also when one of them had 23 or 25 hours",
		(time) => {
			process.env.TZ = "Europe/Berlin";
			expect(summaryFrom(at("2026-11-15", time))).toBe(at("2026-10-17", "00:00"));
			expect(summaryFrom(at("2026-04-20", time))).toBe(at("2026-03-22", "00:00"));
			// The first of the month lies further back on the 31st.
			expect(summaryFrom(at("2026-10-31", time))).toBe(at("2026-10-01", "00:00"));
		},
	);

	test("take what a clock that was set back has put into the future for today", () => {
		const now = at("2026-11-21", "12:00");
		const { days, today } = summaryOf([at("2026-11-23", "12:00")], now);
		expect(days.map(({ day }) => day)).toEqual(["2026-11-21"]);
		expect(today.jobs).toBe(1);
	});
});
