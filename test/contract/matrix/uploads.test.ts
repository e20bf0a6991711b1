import { describe, expect } from "vitest";
import type { Job } from "../../../src/contract/jobs.ts";
import { type Cell, mend } from "./matrix-cell.ts";
import type { House } from "./matrix-house.ts";
import { about, describeRestarts, describeRows, themesOf } from "./matrix-rounds.ts";
import { expectAllSaved, sendAgain } from "./matrix-truth.ts";

const themes = themesOf((row) => row.at === "upload");

/** Nothing was sent, and nothing charged; once the fault is taken back, Send again works. */
async function expectNothingSent(house: House, cell: Cell, job: Job): Promise<void> {
	const { simulator } = cell;
	expect(job, about(cell, job)).toMatchObject({ state: "failed", error: { charged: "no" } });
	expect(simulator.submits()).toHaveLength(0);
	expect(simulator.charges()).toHaveLength(0);
	await mend(cell);
	await sendAgain(house, cell);
}

/** What breaks off on its way is tried once more: an upload costs nothing. */
const isRepeated = ({ row }: Cell) => /: (?:reset|stall)/.test(row.name);

describe("an upload that goes wrong costs nothing, and sends nothing", () => {
	describeRows(themes, async (house, cell, job) => {
		if (!isRepeated(cell)) {
			await expectNothingSent(house, cell, job);
			return;
		}
		expect(job.state, about(cell, job)).toBe("done");
		expect(cell.simulator.submits()).toHaveLength(1);
		await expectAllSaved(house, cell);
	});
});

describe("an upload that keeps going wrong costs nothing, also over a restart", () => {
	describeRestarts(themes, expectNothingSent);
});
