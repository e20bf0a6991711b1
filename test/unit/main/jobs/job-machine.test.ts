import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasEnded, type JobState, jobStates, outputStates } from "../../../../src/contract/jobs.ts";
import {
	canMoveJob,
	endOfReceiving,
	moveJob,
	moveOutput,
} from "../../../../src/main/jobs/job-machine.ts";

const anyState = fc.constantFrom(...jobStates);
/** A walk of random wishes, of which only those in the table are followed. */
const walkFrom = (start: JobState) =>
	fc.array(anyState, { maxLength: 200 }).map((wishes) => {
		const path: JobState[] = [start];
		for (const wish of wishes) {
			const here = path[path.length - 1] ?? start;
			if (canMoveJob(here, wish)) path.push(moveJob(here, wish));
		}
		return path;
	});

/** States in which a request that costs may still go out. */
const beforeSending: readonly JobState[] = ["queued", "preparing"];

describe("the job machine", () => {
	it("passes through sending at most once, whatever happens", () => {
		fc.assert(
			fc.property(walkFrom("queued"), (path) => {
				expect(path.filter((state) => state === "sending").length).toBeLessThanOrEqual(1);
			}),
		);
	});

	it("never goes back to where it could be sent once a request may have left", () => {
		fc.assert(
			fc.property(walkFrom("queued"), (path) => {
				const sent = path.indexOf("sending");
				if (sent < 0) return;
				for (const state of path.slice(sent + 1)) {
					expect([...beforeSending, "sending"]).not.toContain(state);
				}
			}),
		);
	});

	it.each(["unknown", "waiting", "receiving"] as const)(
		"never sends by any way out of %s",
		(start) => {
			fc.assert(
				fc.property(walkFrom(start), (path) => {
					for (const state of path) expect([...beforeSending, "sending"]).not.toContain(state);
				}),
			);
		},
	);

	it("stays where it has ended, unless a gateway can be asked what became of it", () => {
		for (const from of jobStates.filter(hasEnded)) {
			const moves = jobStates.filter((to) => canMoveJob(from, to));
			expect(moves).toEqual(from === "unknown" ? ["waiting"] : []);
		}
	});

	it("cannot abandon what is paid for, or may be", () => {
		for (const from of ["waiting", "receiving"] as const) {
			expect(canMoveJob(from, "canceled")).toBe(false);
		}
	});

	it("leads to an end from everywhere", () => {
		const ends = (from: JobState, seen: readonly JobState[]): boolean =>
			hasEnded(from) ||
			jobStates.some((to) => !seen.includes(to) && canMoveJob(from, to) && ends(to, [...seen, to]));
		for (const from of jobStates) expect(ends(from, [from])).toBe(true);
	});

	it("refuses every move that is not in the table, by name", () => {
		fc.assert(
			fc.property(anyState, anyState, (from, to) => {
				if (canMoveJob(from, to)) expect(moveJob(from, to)).toBe(to);
				else expect(() => moveJob(from, to)).toThrow(`cannot go from ${from} to ${to}`);
			}),
		);
	});
});

describe("the end of receiving", () => {
	const outputs = fc.array(fc.constantFrom(...outputStates), { minLength: 1, maxLength: 15 });

	it("is open while an output can still change, and tells how many came home otherwise", () => {
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

	it("never comes while pictures are still coming", () => {
		fc.assert(
			fc.property(outputs, (states) => {
				expect(endOfReceiving(states, true)).toBeUndefined();
			}),
		);
	});

	it("never takes a saved picture back", () => {
		for (const to of outputStates) expect(() => moveOutput("saved", to)).toThrow("cannot go");
	});
});
