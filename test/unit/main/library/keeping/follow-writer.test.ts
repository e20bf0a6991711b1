import { expect, test } from "vitest";
import type { ReadOnlyReason } from "../../../../../src/contract/keeping.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import { followWriter } from "../../../../../src/main/library/keeping/follow-writer.ts";
import { NOON } from "../test-library.ts";
import { steppedClock } from "./stepped-clock.ts";

test("what another app writes is told once each time, and nothing of one's own", async () => {
	const clock = steppedClock();
	const elsewhere: ReadOnlyReason = { why: "open-elsewhere", host: "north", since: NOON };
	let reason: ReadOnlyReason | undefined = elsewhere;
	let version = 1;
	let isAway = false;
	let told = 0;
	const follower = followWriter({
		reason: () => reason,
		version: () => {
			if (isAway) throw new Error("the disk is away");
			return version;
		},
		onChange: async () => {
			told += 1;
		},
		...{ clock, log: silentLog },
	});
	await clock.run(20_000);
	expect(told).toBe(0);
	version = 2;
	await clock.run(20_000);
	expect(told).toBe(1);

	isAway = true;
	version = 3;
	await clock.run(20_000);
	expect(told).toBe(1);
	isAway = false;
	await clock.run(20_000);
	expect(told).toBe(2);

	reason = undefined;
	version = 4;
	await clock.run(20_000);
	expect(told).toBe(2);
	await follower.close();
});
