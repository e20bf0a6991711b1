import type { Failure } from "../../../../src/contract/errors.ts";
import type { AccountId, GatewayId, ImageId, JobId } from "../../../../src/contract/ids.ts";
import type {
	Hold,
	Job,
	JobState,
	Output,
	OutputState,
	TaskProgress,
} from "../../../../src/contract/jobs.ts";

/** A job that asks one gateway for three pictures. */
export function job(
	state: JobState,
	request: Partial<Job["request"]> = {},
	more: Partial<Job> = {},
): Job {
	const account = "account" as AccountId;
	return {
		id: "job" as JobId,
		state,
		request: {
			account,
			model: "model",
			prompt: "a shoe on a beach",
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "single",
			count: 3,
			extras: {},
			...request,
		},
		account,
		gateway: "gateway" as GatewayId,
		gatewayTitle: "Tokaify",
		modelTitle: "Seedream 4.0",
		createdAt: 0,
		notices: [],
		outputs: [],
		...more,
	};
}

export function output(index: number, state: OutputState, error?: Failure): Output {
	return { id: `output-${index}` as ImageId, index, state, error };
}

/** A job whose task EvoLink works on. */
export function waiting(task: Partial<TaskProgress> = {}, more: Partial<Job> = {}): Job {
	const known = { status: "processing", known: true, late: false };
	return job(
		"waiting",
		{},
		{ sentAt: 0, gatewayTitle: "EvoLink", task: { ...known, ...task }, ...more },
	);
}

export function held(reason: Hold["reason"], more: Partial<Job> = {}): Job {
	return job("queued", {}, { hold: { reason, since: 0 }, ...more });
}
