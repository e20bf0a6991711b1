import { expect, it } from "vitest";
import { newJobId } from "../../../../src/main/foundation/new-id.ts";
import { Rests } from "../../../../src/main/jobs/rest.ts";

/** Time passes when the test says so; what was slept for is written down. */
function steppedClock() {
	const slept: number[] = [];
	let wake = () => {};
	return {
		slept,
		pass: async () => {
			wake();
			await Promise.resolve();
			await Promise.resolve();
		},
		now: () => 0,
		sleep: (ms: number) => {
			slept.push(ms);
			return new Promise<void>((resolve) => {
				wake = resolve;
			});
		},
	};
}

it("a job that still cannot go on rests longer each time, up to a quarter of an hour", async () => {
	const clock = steppedClock();
	const rests = new Rests(clock);
	const id = newJobId();
	const again = () => rests.begin(id, again);
	again();
	for (let round = 0; round < 6; round += 1) await clock.pass();
	expect(clock.slept.map((ms) => ms / 1_000)).toEqual([30, 60, 120, 240, 480, 900, 900]);
});

it("the designer's word ends a rest, and the next one is short again", async () => {
	const clock = steppedClock();
	const rests = new Rests(clock);
	const id = newJobId();
	rests.begin(id, () => rests.begin(id, () => {}));
	await clock.pass();
	rests.end(id);
	expect(rests.has(id)).toBe(false);
	rests.begin(id, () => {});
	expect(clock.slept.map((ms) => ms / 1_000)).toEqual([30, 60, 30]);
});
