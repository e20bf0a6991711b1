import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasEnded, type JobState, jobStates, outputStates } from "../../../../src/contract/jobs.ts";
import {
	canMoveJob,
	endOfReceiving,
	moveJob,
	moveOutput,
	stateAfterRestart,
} from "../../../../src/main/jobs/job-machine.ts";

const anyState = fc.constantFrom(...jobStates);
/** A walk of random wishes, of which only those in the table are followed. */
const walk = fc.array(anyState, { maxLength: 60 }).map((wishes) => {
	const path: JobState[] = ["queued"];
	for (const wish of wishes) {
		const here = path[path.length - 1] ?? "queued";
		if (canMoveJob(here, wish)) path.push(moveJob(here, wish));
	}
	return path;
});

describe("the job machine", () => {
	it("passes through sending at most once, whatever happens", () => {
		fc.assert(
			fc.property(walk, (path) => {
				expect(path.filter((state) => state === "sending").length).toBeLessThanOrEqual(1);
			}),
		);
	});

	it("never goes back to queued once a request may have left", () => {
		fc.assert(
			fc.property(walk, (path) => {
				const sent = path.indexOf("sending");
				if (sent >= 0) expect(path.slice(sent)).not.toContain("queued");
			}),
		);
	});

	it("stays where it has ended", () => {
		for (const from of jobStates.filter(hasEnded)) {
			for (const to of jobStates) expect(() => moveJob(from, to)).toThrow("cannot go");
		}
	});

	it("finds a restart in mid-sending unknown, unless the whole reply is on disk", () => {
		expect(stateAfterRestart("sending", false)).toBe("unknown");
		expect(stateAfterRestart("sending", true)).toBe("receiving");
	});

	it("never sends by itself after a restart what may have been sent before", () => {
		for (const found of jobStates) {
			if (["queued", "preparing"].includes(found)) continue;
			for (const onDisk of [true, false]) {
				expect(["queued", "preparing", "sending"]).not.toContain(stateAfterRestart(found, onDisk));
			}
		}
	});

	it("cannot abandon pictures that are paid for", () => {
		expect(canMoveJob("receiving", "canceled")).toBe(false);
	});
});

describe("the end of receiving", () => {
	it("is open while an output can still change, and tells how many came home otherwise", () => {
		const outputs = fc.array(fc.constantFrom(...outputStates), { minLength: 1, maxLength: 15 });
		fc.assert(
			fc.property(outputs, (states) => {
				const end = endOfReceiving(states);
				const saved = states.filter((state) => state === "saved").length;
				const open = states.some((state) => state === "pending" || state === "fetching");
				if (open) expect(end).toBeUndefined();
				else if (saved === states.length) expect(end).toBe("done");
				else expect(end).toBe(saved > 0 ? "partial" : "failed");
			}),
		);
	});

	it("never takes a saved picture back", () => {
		for (const to of outputStates) expect(() => moveOutput("saved", to)).toThrow("cannot go");
	});
});
