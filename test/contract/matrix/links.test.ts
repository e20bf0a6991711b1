import { describe, expect } from "vitest";
import { expectedEnd, expectedInTheEnd } from "./expected-end.ts";
import { about, describeRestarts, describeRows, themesOf } from "./matrix-rounds.ts";
import { expectAllSaved, expectWayOn } from "./matrix-truth.ts";

const themes = themesOf((row) => row.at === "link");

describe("links that go wrong end in a named state, and give their pictures once they work", () => {
	describeRows(themes, async (house, cell, job) => {
		const { gateway, row, simulator } = cell;
		expect(job.state, about(cell, job)).toBe(expectedEnd(gateway, row));
		expect(simulator.submits()).toHaveLength(1);
		expect(simulator.chargedImages()).toBe(row.truth.charged);
		await expectWayOn(house, cell, job);
	});
});

describe("links that go wrong give their pictures when they work after a restart", () => {
	describeRestarts(themes, async (house, cell, job) => {
		const { gateway, row, simulator } = cell;
		expect(job.state, about(cell, job)).toBe(expectedInTheEnd(gateway, row));
		expect(simulator.submits()).toHaveLength(1);
		await expectAllSaved(house, cell);
	});
});
