import type { JobId } from "../../../contract/ids.ts";
import type { Clock } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import type { Network } from "../../foundation/network.ts";
import type { Asked } from "./waiting-task.ts";

/** Why a question was called back. */
export const PAUSED = new Error("no questions for the moment");

export type SchedulerPorts = {
	readonly clock: Clock;
	readonly network: Network;
	/** From 0 to 1. */
	readonly random?: () => number;
	/**
	 * Asks the gateway once. The signal is aborted with {@link PAUSED} when the network goes or the
	 * computer falls asleep, and on close: such a question needs no note, and is put again by itself.
	 * A rejection counts as trouble and is logged.
	 */
	readonly ask: (id: JobId, signal: AbortSignal) => Promise<Asked>;
	/**
	 * When a task is asked after next, milliseconds since the Unix epoch; `late`: not by itself any
	 * more. Called before `add` and `askNow` return, and after every answer but the last.
	 */
	readonly onPlanned: (
		id: JobId,
		plan: { readonly nextCheckAt?: number; readonly late: boolean },
	) => void;
	readonly log: Log;
};
