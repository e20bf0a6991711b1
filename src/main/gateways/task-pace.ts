import type { Source } from "../../contract/capability.ts";

/** How quickly requests that cost may follow each other on one account. */
export type SubmitPace = {
	/** Requests that may be out at a time. */
	readonly atOnce: number;
	readonly perMinute: number;
	readonly source: Source;
};

/** How often a gateway may be asked after its tasks, and how long that makes sense. All times in milliseconds. */
export type TaskPace = {
	/** From the submit to the first question. */
	readonly firstMs: number;
	/** Between two questions about one task, at the least. */
	readonly everyMs: number;
	/** Between two questions about one task that is getting old, at the most. */
	readonly slowestMs: number;
	/** Questions about all tasks of one account together. */
	readonly perSecond: number;
	/** After this long a task is no longer asked after by itself. */
	readonly giveUpMs: number;
	readonly sources: readonly Source[];
};
