import { z } from "zod";
import { Failure } from "./errors.ts";
import { GenerationRequest } from "./generation.ts";
import { AccountId, ComparisonId, GatewayId, ImageId, JobId } from "./ids.ts";
import { Charge, JobPrice } from "./money.ts";

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

/** What is known of a task the gateway works on. */
export const TaskProgress = z.object({
	/** The gateway's own word. */
	status: z.string(),
	/** False: a word that no page of the gateway knows; taken for "still working". */
	known: z.boolean(),
	/** 0 to 100, where the gateway says so. */
	progress: z.number().min(0).max(100).optional(),
	/** When the gateway expects to be done. */
	expectedAt: EpochMs.optional(),
	checkedAt: EpochMs.optional(),
	/** Absent: it is not asked after by itself (any more). */
	nextCheckAt: EpochMs.optional(),
	/** Not done within the time the gateway usually takes; asked again only by *check again*. */
	late: z.boolean(),
	/** Why the last question brought no answer; the task goes on. */
	trouble: Failure.optional(),
});
export type TaskProgress = z.infer<typeof TaskProgress>;

/**
 * Why a queued job is not sent by itself. `offline` ends when the network returns; the others end
 * by the designer's word: the price has changed since the request was made, or a budget is passed.
 */
export const holdReasons = ["offline", "price-changed", "over-budget"] as const;
export const Hold = z.object({ reason: z.enum(holdReasons), since: EpochMs });
export type Hold = z.infer<typeof Hold>;

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
	/** While `waiting`. */
	task: TaskProgress.optional(),
	/** While `queued`: why it is not sent yet. */
	hold: Hold.optional(),
	/** While `receiving`: more pictures are still coming in this reply. */
	streaming: z.boolean().optional(),
	/** While `unknown`: the gateway can be asked whether it has the task, free of charge. */
	checkable: z.boolean().optional(),
	/** What was done to references so that the gateway takes them; sentences of `fitting.json`. */
	notices: z.array(
		z.object({ key: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) }),
	),
	outputs: z.array(Output),
	/** Why the job as a whole ended without everything asked for. */
	error: Failure.optional(),
	/** The price it was made at; absent: none was known. */
	price: JobPrice.optional(),
	/** What the gateway says it made and charged. */
	charged: Charge.optional(),
	/** The job this one repeats. */
	retryOf: JobId.optional(),
	/** The job whose certain refusal made the app go on with this one, as the designer arranged. */
	fallbackFor: JobId.optional(),
	/** Jobs of one wish sent to several gateways, to be compared. */
	comparison: ComparisonId.optional(),
	/** What is sent next if this one certainly was not charged, in order; shown as names. */
	fallbacks: z.array(z.object({ gatewayTitle: z.string(), modelTitle: z.string() })).optional(),
});
export type Job = z.infer<typeof Job>;

/** One press of Generate. */
export const SubmitOrder = z.strictObject({
	/** Each becomes a job of its own; two or more are compared. */
	requests: z.array(GenerationRequest).min(1).max(4),
	/** The same wish for other gateways, tried in order, and only when it is certain that nothing was charged. */
	fallbacks: z.array(GenerationRequest).max(4).default([]),
	/** The worst case that stood on the button, US dollars, of all requests; absent: no price was known. */
	shownUsd: z.number().min(0).optional(),
	/** The designer was told that this may pass the budget, and said yes. */
	overBudget: z.boolean().default(false),
});
export type SubmitOrder = z.output<typeof SubmitOrder>;

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
