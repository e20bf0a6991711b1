import { z } from "zod";
import { HostId } from "./ids.ts";
import { EpochMs } from "./jobs.ts";

/** The bucket a library is mirrored to, as main keeps it; its secret stays in main. */
export const MirrorSettings = z.object({
	/** Where: a bucket of the app's own list of hosts. */
	host: HostId,
	/** Objects' names begin with this. */
	prefix: z.string().max(200),
	/** This computer's name among those that mirror here. */
	machine: z.string().min(1).max(80),
	/** Mirrors new pictures by itself. */
	automatic: z.boolean(),
});
export type MirrorSettings = z.infer<typeof MirrorSettings>;

export const MirrorStatus = z.object({
	/** What the system calls this computer; empty: nothing. */
	computer: z.string(),
	/** Absent: this library has no mirror. */
	settings: MirrorSettings.optional(),
	/** Files of the library, and those known to be in the bucket, verified. */
	files: z.int(),
	mirrored: z.int(),
	lastFinishedAt: EpochMs.optional(),
});
export type MirrorStatus = z.infer<typeof MirrorStatus>;

/** A library someone mirrors to the same bucket. */
export const MirroredLibrary = z.object({
	machine: z.string(),
	/** Names the library in the bucket. */
	id: z.uuid(),
	title: z.string(),
	pictures: z.int(),
	bytes: z.int(),
	changedAt: EpochMs,
	/** This computer's own. */
	own: z.boolean(),
});
export type MirroredLibrary = z.infer<typeof MirroredLibrary>;
