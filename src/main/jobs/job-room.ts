import type { JobBook } from "./job-book.ts";
import type { JobPorts } from "./job-ports.ts";
import type { SavingTurns } from "./saving-turns.ts";

/** What everybody who works on a job has at hand. */
export type JobRoom = JobPorts & {
	readonly book: JobBook;
	readonly turns: SavingTurns;
};
