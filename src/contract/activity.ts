import { z } from "zod";
import { Failure } from "./errors.ts";
import { RunId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";

/** Long work on the library; each is a sentence `activity.<kind>.<state>` of `activity.json`. */
export const activityKinds = [
	"import",
	"export",
	"edit",
	"check",
	"repair",
	"rebuild",
	"move",
	"backup",
	"restore",
	"mirror",
	"fetch",
	"looks",
] as const;
export const ActivityKind = z.enum(activityKinds);
export type ActivityKind = z.infer<typeof ActivityKind>;

export const activityStates = ["running", "paused", "done", "stopped", "failed"] as const;
export const ActivityState = z.enum(activityStates);
export type ActivityState = z.infer<typeof ActivityState>;

/** How a long piece of work stands. */
export const Activity = z.object({
	id: RunId,
	kind: ActivityKind,
	state: ActivityState,
	startedAt: EpochMs,
	endedAt: EpochMs.optional(),
	/** Pieces done, such as files; `total` absent: not known yet. */
	done: z.int().min(0),
	total: z.int().min(0).optional(),
	/** Name of the piece in hand. */
	current: z.string().optional(),
	/** Blanks of its sentence. */
	facts: z.record(z.string(), z.union([z.string(), z.number()])),
	/** What went wrong with single pieces: the first {@link MAX_ACTIVITY_PROBLEMS}. */
	problems: z.array(z.object({ name: z.string(), error: Failure })),
	/** All of them. */
	problemCount: z.int().min(0),
	/** Why the whole ended. */
	error: Failure.optional(),
	canPause: z.boolean(),
	canStop: z.boolean(),
	/** What came of it and can be shown in its folder; absolute. */
	path: z.string().optional(),
});
export type Activity = z.infer<typeof Activity>;

export const MAX_ACTIVITY_PROBLEMS = 200;
