import { beforeEach, expect, test } from "vitest";
import { AccountId, GatewayId, JobId } from "../../../../src/contract/ids.ts";
import type { Job, JobState } from "../../../../src/contract/jobs.ts";
import { dropJob, putJob, putJobs, useJobs } from "../../../../src/renderer/state/jobs-store.ts";

const id = (n: number) => JobId.parse(`0197a0b0-000${n}-7000-8000-000000000000`);

function job(n: number, state: JobState = "queued"): Job {
	const account = AccountId.parse("0197a0b0-0000-7000-8000-000000000001");
	return {
		id: id(n),
		state,
		account,
		gateway: GatewayId.parse("demo"),
		gatewayTitle: "Demo",
		modelTitle: "Easel",
		createdAt: n,
		notices: [],
		outputs: [],
		request: {
			account,
			model: "easel",
			prompt: "",
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "single",
			count: 1,
			extras: {},
		},
	};
}

beforeEach(() => putJobs([job(2), job(1), job(3, "done")]));

test("jobs stand newest first, however they came in", () => {
	expect(useJobs.getState().order).toEqual([id(3), id(2), id(1)]);
	putJob(job(5));
	putJob(job(4));
	expect(useJobs.getState().order).toEqual([id(5), id(4), id(3), id(2), id(1)]);
});

test("a change keeps the order as it was, so that lists do not draw anew", () => {
	const { order } = useJobs.getState();
	putJob(job(2, "sending"));
	expect(useJobs.getState().order).toBe(order);
	expect(useJobs.getState().byId.get(id(2))?.state).toBe("sending");
});

test("a dismissed job is gone, and dismissing it again changes nothing", () => {
	dropJob(id(2));
	expect(useJobs.getState().order).toEqual([id(3), id(1)]);
	const before = useJobs.getState();
	dropJob(id(2));
	expect(useJobs.getState()).toBe(before);
});
