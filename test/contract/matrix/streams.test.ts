import { describe, expect } from "vitest";
import { expectedEnd, expectedInTheEnd } from "./expected-end.ts";
import { about, describeRestarts, describeRows, themesOf } from "./matrix-rounds.ts";
import { expectAllSaved, expectWayOn } from "./matrix-truth.ts";

const themes = themesOf((row) => row.at === "stream");

describe("a stream that goes wrong ends in a named state, is sent once, and keeps what came", () => {
	describeRows(themes, async (house, cell, job) => {
		const { gateway, row, simulator } = cell;
		expect(job.state, about(cell, job)).toBe(expectedEnd(gateway, row));
		expect(simulator.submits()).toHaveLength(1);
		expect(simulator.chargedImages()).toBe(row.truth.charged);
		await expectWayOn(house, cell, job);
	});
});

describe("a stream that goes wrong is not sent again by a restart, and keeps what came", () => {
	describeRestarts(themes, async (house, cell, job) => {
		const { gateway, row, simulator } = cell;
		expect(job.state, about(cell, job)).toBe(expectedInTheEnd(gateway, row));
		expect(simulator.submits()).toHaveLength(1);
		await expectAllSaved(house, cell);
	});
});
