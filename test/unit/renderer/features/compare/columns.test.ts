import { describe, expect, test } from "vitest";
import { comparedRows, tookMs } from "../../../../../src/renderer/features/compare/columns.ts";
import { job, output } from "../../state/sample-job.ts";

const wide = { ...output(0, "saved"), width: 1600, height: 900 };
const square = { ...output(0, "saved"), width: 2048, height: 2048 };

describe("rows of a comparison", () => {
	test("the n-th pictures stand side by side in frames of one shape, that of the first that came", () => {
		const rows = comparedRows([
			job("sending", { count: 1 }),
			job("done", {}, { outputs: [wide] }),
			job("done", {}, { outputs: [square] }),
		]);
		expect(rows).toHaveLength(1);
		expect(rows[0]?.ratio).toBeCloseTo(16 / 9);
		expect(rows[0]?.slots.map((slot) => slot?.output?.state)).toEqual([
			undefined,
			"saved",
			"saved",
		]);
	});

	test("a job that made fewer leaves its place empty", () => {
		const rows = comparedRows([
			job("done", {}, { outputs: [square, output(1, "saved")] }),
			job("done", {}, { outputs: [square] }),
		]);
		expect(rows.map(({ slots }) => slots.map((slot) => slot?.number))).toEqual([
			[1, 1],
			[2, undefined],
		]);
	});

	test("a picture that was refused keeps its place among the others", () => {
		const rows = comparedRows([
			job("partial", {}, { outputs: [output(1, "saved"), output(0, "refused")] }),
		]);
		expect(rows.map(({ slots }) => slots[0]?.output?.state)).toEqual(["refused", "saved"]);
	});

	test("nothing to show is no row", () => {
		expect(comparedRows([job("failed")])).toEqual([]);
	});
});

describe("the time a job took", () => {
	test("counts from the request to the last picture", () => {
		expect(tookMs(job("done", {}, { sentAt: 1_000, endedAt: 43_000, outputs: [square] }))).toBe(
			42_000,
		);
	});

	test("is not told while it goes on, when nothing came, or when the clock was set back", () => {
		expect(
			tookMs(job("receiving", {}, { sentAt: 1, endedAt: 2, outputs: [square] })),
		).toBeUndefined();
		expect(tookMs(job("failed", {}, { sentAt: 1, endedAt: 2 }))).toBeUndefined();
		expect(tookMs(job("done", {}, { sentAt: 9, endedAt: 2, outputs: [square] }))).toBeUndefined();
	});
});
