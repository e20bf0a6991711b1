import { beforeEach, expect, test } from "vitest";
import { AccountId, GatewayId, JobId } from "../../../../src/contract/ids.ts";
import type { Job, JobState } from "../../../../src/contract/jobs.ts";
import {
	hearDismissed,
	hearJob,
	putJob,
	putJobs,
	useJobs,
} from "../../../../src/renderer/state/jobs-store.ts";

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

/** Resolves when the store has taken in what it heard. */
function nextChange(): Promise<void> {
	return new Promise((resolve) => {
		const end = useJobs.subscribe(() => {
			end();
			resolve();
		});
	});
}

test("jobs stand newest first, however they came in", () => {
	expect(useJobs.getState().order).toEqual([id(3), id(2), id(1)]);
	putJob(job(5));
	putJob(job(4));
	expect(useJobs.getState().order).toEqual([id(5), id(4), id(3), id(2), id(1)]);
});

test("a change keeps the order as it was, so that lists do not draw anew", async () => {
	const { order } = useJobs.getState();
	hearJob(job(2, "sending"));
	await nextChange();
	expect(useJobs.getState().order).toBe(order);
	expect(useJobs.getState().byId.get(id(2))?.state).toBe("sending");
});

test("all that is heard within a frame changes the store once", async () => {
	let changes = 0;
	const end = useJobs.subscribe(() => {
		changes += 1;
	});
	hearJob(job(1, "preparing"));
	hearJob(job(1, "sending"));
	hearJob(job(4));
	hearDismissed(id(3));
	await nextChange();
	end();
	expect(changes).toBe(1);
	expect(useJobs.getState().order).toEqual([id(4), id(2), id(1)]);
	expect(useJobs.getState().byId.get(id(1))?.state).toBe("sending");
});

test("an answer that is older than what was heard meanwhile changes nothing", async () => {
	hearJob(job(4, "sending"));
	putJob(job(4, "queued"));
	expect(useJobs.getState().byId.has(id(4))).toBe(false);
	await nextChange();
	putJob(job(4, "queued"));
	expect(useJobs.getState().byId.get(id(4))?.state).toBe("sending");
});

test("a dismissed job is gone, and dismissing it again changes nothing", async () => {
	hearDismissed(id(2));
	await nextChange();
	expect(useJobs.getState().order).toEqual([id(3), id(1)]);
	const before = useJobs.getState();
	hearDismissed(id(2));
	hearJob(job(1, "sending"));
	await nextChange();
	expect(useJobs.getState().order).toBe(before.order);
});

test("main's whole list takes the place of everything heard before it", async () => {
	hearJob(job(2, "sending"));
	putJobs([job(2, "done")]);
	hearJob(job(1));
	await nextChange();
	expect(useJobs.getState().byId.get(id(2))?.state).toBe("done");
});
