import { appError } from "../../contract/errors.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import { hasEnded, Job, type JobState } from "../../contract/jobs.ts";
import type { JournalJob, JournalOutput, JournalRepo } from "../store/journal-repo.ts";
import { moveJob, moveOutput } from "./job-machine.ts";
import type { Emit } from "./job-ports.ts";

type Change = Partial<Omit<JournalJob, "id" | "request" | "createdAt">>;
type OutputChange = Partial<Omit<JournalOutput, "id" | "index">>;

/**
 * The jobs as the journal has them. Every change is checked against the table of moves, is on disk
 * when the call returns, and is told to the window after that and never before.
 */
export class JobBook {
	readonly #journal: JournalRepo;
	readonly #emit: Emit;
	readonly #now: () => number;

	constructor(journal: JournalRepo, emit: Emit, now: () => number) {
		this.#journal = journal;
		this.#emit = emit;
		this.#now = now;
	}

	/** @throws AppError `job-not-found` */
	get(id: JobId): JournalJob {
		const found = this.#journal.get(id);
		if (found === undefined) throw appError("job-not-found");
		return found;
	}

	list(): readonly JournalJob[] {
		return this.#journal.list();
	}

	unfinished(): readonly JournalJob[] {
		return this.#journal.unfinished();
	}

	add(job: JournalJob): JournalJob {
		this.#journal.put(job);
		this.#emit("jobs.changed", asSeen(job));
		return job;
	}

	/** Adds a job in the place of an ended one, which leaves the list: both or neither. */
	addInPlaceOf(old: JobId, job: JournalJob): JournalJob {
		this.#journal.putTogether([job, { ...this.get(old), dismissed: true }]);
		this.#emit("jobs.changed", asSeen(job));
		this.#emit("jobs.dismissed", old);
		return job;
	}

	/** @throws AppError `internal` for a move that is not in the table */
	update(id: JobId, change: Change): JournalJob {
		const old = this.get(id);
		const state = change.state === undefined ? old.state : nextState(old.state, change.state);
		const ended = state !== old.state && hasEnded(state) ? { endedAt: this.#now() } : {};
		const next: JournalJob = { ...old, ...ended, ...change, state };
		this.#journal.put(next);
		this.#emit("jobs.changed", asSeen(next));
		return next;
	}

	/** @throws AppError `internal` for a move that is not in the table */
	updateOutput(id: JobId, output: ImageId, change: OutputChange): JournalJob {
		const old = this.get(id);
		const outputs = old.outputs.map((one) => {
			if (one.id !== output) return one;
			const state =
				change.state === undefined || change.state === one.state
					? one.state
					: moveOutput(one.state, change.state);
			return { ...one, ...change, state };
		});
		return this.update(id, { outputs });
	}

	/** Takes an ended job off the list. */
	dismiss(id: JobId): JournalJob {
		const next: JournalJob = { ...this.get(id), dismissed: true };
		this.#journal.put(next);
		this.#emit("jobs.dismissed", id);
		return next;
	}
}

/** What the window may see of a job: no links, no addresses. */
export function asSeen(job: JournalJob): Job {
	return Job.parse(job);
}

function nextState(from: JobState, to: JobState): JobState {
	return from === to ? from : moveJob(from, to);
}
