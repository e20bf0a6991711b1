import { z } from "zod";

/** One row of the request table. */
export type Route = {
	/** `read` may be repeated freely; `write` is never retried by the transport. */
	readonly effect: "read" | "write";
	readonly input: z.ZodType;
	readonly output: z.ZodType;
};

export const nothing = z.void();
/** Absolute. */
export const FilePath = z.string().min(1).max(4_096);
