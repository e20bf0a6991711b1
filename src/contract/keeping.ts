import { z } from "zod";
import { EpochMs } from "./jobs.ts";

/** A library this app knows of. */
export const KnownLibrary = z.object({
	/** Absolute. */
	folder: z.string(),
	/** The folder's name. */
	title: z.string(),
	current: z.boolean(),
	openedAt: EpochMs.optional(),
	/** Its disk is plugged in. */
	present: z.boolean(),
	/** A copy of a teammate's mirror: it is only read. */
	teammate: z.string().optional(),
});
export type KnownLibrary = z.infer<typeof KnownLibrary>;

/** Why the open library is only read; absent: it is not. */
export const ReadOnlyReason = z.discriminatedUnion("why", [
	/** Another app has it open. */
	z.object({
		why: z.literal("open-elsewhere"),
		/** The computer's name; empty: not known. */
		host: z.string(),
		since: EpochMs,
		/** It was closed there meanwhile, or is heard of no more: `libraries.open` takes it over. */
		free: z.literal(true).optional(),
	}),
	/** The folder or its disk lets nobody write. */
	z.object({ why: z.literal("protected") }),
	z.object({ why: z.literal("teammate"), name: z.string() }),
	/** It is being copied to another place, and goes on there. */
	z.object({ why: z.literal("moving") }),
]);
export type ReadOnlyReason = z.infer<typeof ReadOnlyReason>;

/** One thing a check found. Paths are inside the library, with `/`. */
export const CheckFinding = z.object({
	kind: z.enum([
		/** The recipe names a picture that is not there. */
		"missing",
		/** Its bytes are not those that were saved. */
		"changed",
		/** It is empty, cut short or cannot be decoded. */
		"damaged",
		/** A picture that no recipe names. */
		"orphan",
		"recipe-damaged",
		"recipe-missing",
		"reference-damaged",
		/** Two folders say they are the same job. */
		"copy",
		/** The linked file is not there, or is another one now. */
		"link-lost",
	]),
	path: z.string(),
	/** What repairing did, or can do. */
	remedy: z.enum([
		"none",
		"from-trash",
		"from-copy",
		"from-backup",
		"from-mirror",
		"index",
		"adopt",
	]),
	repaired: z.boolean(),
});
export type CheckFinding = z.infer<typeof CheckFinding>;

export const CheckReport = z.object({
	checkedAt: EpochMs,
	/** Files read whole and compared with their hash. */
	files: z.int(),
	bytes: z.int(),
	/** The first 1,000. */
	findings: z.array(CheckFinding),
	findingCount: z.int(),
	/** False: it was stopped. */
	complete: z.boolean(),
});
export type CheckReport = z.infer<typeof CheckReport>;
