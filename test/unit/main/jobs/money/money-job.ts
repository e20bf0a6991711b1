import { AccountId, GatewayId, JobId } from "../../../../../src/contract/ids.ts";
import { Job } from "../../../../../src/contract/jobs.ts";

let made = 0;

/** Saturday, 21 November 2026. */
export const NOON = new Date(2026, 10, 21, 12).getTime();

/** A job of EvoLink that asked for a set of four at 5 cents each, at noon. */
export function moneyJob(more: Partial<Job> = {}): Job {
	made += 1;
	const tail = made.toString(16).padStart(12, "0");
	return Job.parse({
		id: JobId.parse(`0197a0b0-0000-7000-8000-${tail}`),
		state: "queued",
		request: {
			account: AccountId.parse("0197a0b0-0000-7000-8000-000000000001"),
			model: "doubao-seedream-5.0-lite",
			prompt: "four neon pandas",
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "set",
			count: 4,
			extras: {},
		},
		account: AccountId.parse("0197a0b0-0000-7000-8000-000000000001"),
		gateway: GatewayId.parse("evolink"),
		gatewayTitle: "EvoLink",
		modelTitle: "Seedream 5.0 lite",
		createdAt: NOON,
		notices: [],
		outputs: [],
		price: { usdPerImage: 0.05, from: "list", worstUsd: 0.2 },
		...more,
	});
}

/** Outputs in these states, in order. */
export function outputs(...states: Job["outputs"][number]["state"][]): Job["outputs"] {
	return states.map((state, index) =>
		Job.shape.outputs.element.parse({
			id: `0197a0b0-0000-7000-9000-${(made * 100 + index).toString(16).padStart(12, "0")}`,
			index,
			state,
		}),
	);
}
