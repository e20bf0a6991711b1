import { expect, test } from "vitest";
import type { JobId } from "../../../../src/contract/ids.ts";
import type { JobState } from "../../../../src/contract/jobs.ts";
import { keepAwakeWhileSending } from "../../../../src/main/shell/keep-awake.ts";
import { job as sampleJob } from "../../renderer/state/sample-job.ts";

test("the computer stays awake from the first request on its way to the end of the last", () => {
	const heard: string[] = [];
	let passed = 0;
	const emit = keepAwakeWhileSending(
		() => {
			passed += 1;
		},
		{
			start: (kind) => {
				heard.push(`start ${kind}`);
				return 0;
			},
			stop: (id) => {
				heard.push(`stop ${id}`);
				return true;
			},
		},
	);
	const job = (id: string, state: JobState) => sampleJob(state, {}, { id: id as JobId });
	emit("jobs.changed", job("a", "preparing"));
	emit("settings.changed", { settings: {} as never, info: {} as never });
	emit("menu.chosen", "settings.open");
	expect(heard).toEqual([]);
	emit("jobs.changed", job("a", "sending"));
	emit("jobs.changed", job("a", "sending"));
	emit("jobs.changed", job("b", "sending"));
	emit("jobs.changed", job("a", "receiving"));
	expect(heard).toEqual(["start prevent-app-suspension"]);
	emit("jobs.changed", job("b", "failed"));
	expect(heard).toEqual(["start prevent-app-suspension", "stop 0"]);
	emit("jobs.changed", job("c", "sending"));
	expect(heard).toHaveLength(3);
	expect(passed).toBe(9);
});

test("it stays awake while more pictures of a stream are still coming", () => {
	const heard: string[] = [];
	const emit = keepAwakeWhileSending(() => {}, {
		start: () => heard.push("start"),
		stop: () => heard.push("stop") > 0,
	});
	const job = (state: JobState, streaming?: boolean) =>
		sampleJob(state, {}, { id: "a" as JobId, ...(streaming !== undefined && { streaming }) });
	emit("jobs.changed", job("sending"));
	emit("jobs.changed", job("receiving", true));
	expect(heard).toEqual(["start"]);
	emit("jobs.changed", job("receiving"));
	expect(heard).toEqual(["start", "stop"]);
});
