import { z } from "zod";
import { Failure } from "./errors.ts";
import { GenerationRequest } from "./generation.ts";
import { AccountId, GatewayId, ImageId, JobId } from "./ids.ts";

/** Milliseconds since the Unix epoch. */
export const EpochMs = z.int().min(0);

/**
 * Where a job is. `sending` is written down before the first byte leaves; whoever finds it at
 * start-up cannot know whether the gateway took the job, and makes it `unknown`.
 */
export const jobStates = [
	"queued",
	"preparing",
	"sending",
	"waiting",
	"receiving",
	"done",
	"partial",
	"failed",
	"canceled",
	"unknown",
] as const;
export const JobState = z.enum(jobStates);
export type JobState = z.infer<typeof JobState>;

/** `saved` only after hash, decode, fsync and index: the one state that says *safe on disk*. */
export const outputStates = ["pending", "fetching", "saved", "refused", "lost"] as const;
export const OutputState = z.enum(outputStates);
export type OutputState = z.infer<typeof OutputState>;

/** One picture a job was asked for, as the window sees it; its link stays in main. */
export const Output = z.object({
	id: ImageId,
	/** From 0, in the gateway's order. */
	index: z.int().min(0),
	state: OutputState,
	/** Pixels, once decoded. */
	width: z.int().optional(),
	height: z.int().optional(),
	/** When the gateway deletes it; absent: it did not say. */
	expiresAt: EpochMs.optional(),
	/** Why it is not saved. A `pending` output with an error waits for the designer or the next try. */
	error: Failure.optional(),
});
export type Output = z.infer<typeof Output>;

export const Job = z.object({
	id: JobId,
	state: JobState,
	request: GenerationRequest,
	account: AccountId,
	gateway: GatewayId,
	/** Names as they were when the job was made, for sentences and the recipe. */
	gatewayTitle: z.string(),
	modelTitle: z.string(),
	createdAt: EpochMs,
	/** When the request left. */
	sentAt: EpochMs.optional(),
	/** When the last picture was saved or the job ended otherwise. */
	endedAt: EpochMs.optional(),
	/** The gateway's own id of the task or the reply. */
	remoteId: z.string().optional(),
	/** What was done to references so that the gateway takes them; sentences of `fitting.json`. */
	notices: z.array(
		z.object({ key: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) }),
	),
	outputs: z.array(Output),
	/** Why the job as a whole ended without everything asked for. */
	error: Failure.optional(),
	/** Pictures the gateway says it made and charged. */
	charged: z.object({ images: z.int().optional(), usd: z.number().optional() }).optional(),
	/** The job this one repeats. */
	retryOf: JobId.optional(),
});
export type Job = z.infer<typeof Job>;

/** Nothing leaves these by itself. */
export const endedStates: readonly JobState[] = [
	"done",
	"partial",
	"failed",
	"canceled",
	"unknown",
];

/** True when the job will not change unless the designer does something. */
export function hasEnded(state: JobState): boolean {
	return endedStates.includes(state);
}
