import { describe, expect } from "vitest";
import { refusesConnections } from "../gateways/fault-judging.ts";
import { expectedEnd, expectedInTheEnd, expectedReason } from "./expected-end.ts";
import { about, describeRestarts, describeRows, themesOf } from "./matrix-rounds.ts";
import { expectAllSaved, expectWayOn } from "./matrix-truth.ts";

const themes = themesOf((row) => row.at === "submit");

describe("a submit that goes wrong ends in a named state, is sent once, and loses no picture", () => {
	describeRows(themes, async (house, cell, job) => {
		const { gateway, row, simulator } = cell;
		expect(job.state, about(cell, job)).toBe(expectedEnd(gateway, row));
		expect(simulator.submits()).toHaveLength(refusesConnections(row) ? 0 : 1);
		expect(simulator.chargedImages()).toBe(row.truth.charged);
		const reason = expectedReason(row);
		const isKnown = reason !== undefined && job.state === "failed";
		if (isKnown) expect(job.error?.reason, about(cell, job)).toBe(reason);
		await expectWayOn(house, cell, job);
	});
});

describe("a submit that goes wrong is not sent again by a restart, and loses no picture", () => {
	describeRestarts(themes, async (house, cell, job) => {
		const { gateway, row, simulator } = cell;
		expect(simulator.submits()).toHaveLength(refusesConnections(row) ? 0 : 1);
		expect(job.state, about(cell, job)).toBe(expectedInTheEnd(gateway, row));
		await expectAllSaved(house, cell);
	});
});
