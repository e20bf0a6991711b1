import { appError } from "../../contract/errors.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import { hasEnded, Job, type JobState } from "../../contract/jobs.ts";
import type { Log } from "../foundation/log.ts";
import type { JournalJob, JournalOutput, JournalRepo } from "../store/journal-repo.ts";
import { moveJob, moveOutput } from "./job-machine.ts";
import type { Emit } from "./job-ports.ts";

export type JobChange = Partial<Omit<JournalJob, "id" | "request" | "createdAt">>;
type OutputChange = Partial<Omit<JournalOutput, "id" | "index">>;

type BookPorts = {
	readonly journal: JournalRepo;
	readonly emit: Emit;
	readonly now: () => number;
	/** The job that goes on for one that has just failed; written down together with its end. */
	readonly successor: (failed: JournalJob) => JournalJob | undefined;
	/** Hears of every job that ends, once that is on disk. Must not throw. */
	readonly onEnded: (job: JournalJob) => void;
	readonly log: Pick<Log, "error">;
};

/**
 * The jobs as the journal has them. Every change is checked against the table of moves, is on disk
 * when the call returns, and is told to the window after that and never before. Jobs that go on
 * are held in memory too: a thousand waiting ones are not read from disk at every question.
 */
export class JobBook {
	readonly #ports: BookPorts;
	/** All that have not ended, oldest first. */
	readonly #open: Map<JobId, JournalJob>;

	constructor(ports: BookPorts) {
		this.#ports = ports;
		this.#open = new Map(ports.journal.unfinished().map((job) => [job.id, job]));
	}

	/** @throws AppError `job-not-found` */
	get(id: JobId): JournalJob {
		const found = this.#open.get(id) ?? this.#ports.journal.get(id);
		if (found === undefined) throw appError("job-not-found");
		return found;
	}

	/** What the window lists, newest first. */
	list(): readonly JournalJob[] {
		return this.#ports.journal.list().map((job) => this.#open.get(job.id) ?? job);
	}

	/** Everything that is going on, oldest first. */
	unfinished(): readonly JournalJob[] {
		return [...this.#open.values()];
	}

	/** Adds new jobs: all or none. */
	add(jobs: readonly JournalJob[]): void {
		const [first, ...others] = jobs;
		if (first !== undefined && others.length === 0) this.#ports.journal.put(first);
		else this.#ports.journal.putTogether(jobs);
		for (const job of jobs) this.#hold(job);
	}

	/** Adds a job in the place of an ended one, which leaves the list: both or neither. */
	addInPlaceOf(old: JobId, job: JournalJob): void {
		this.#ports.journal.putTogether([job, { ...this.get(old), dismissed: true }]);
		this.#hold(job);
		this.#say("jobs.dismissed", old);
	}

	/** @throws AppError `internal` for a move that is not in the table */
	update(id: JobId, change: JobChange): JournalJob {
		const old = this.get(id);
		const state = change.state === undefined ? old.state : nextState(old.state, change.state);
		const ends = state !== old.state && hasEnded(state);
		const ended = ends ? { endedAt: this.#ports.now() } : {};
		const next: JournalJob = { ...old, ...ended, ...change, ...leftBehind(state), state };
		const successor = ends && state === "failed" ? this.#ports.successor(next) : undefined;
		if (successor === undefined) {
			this.#ports.journal.put(next);
			this.#hold(next);
		} else {
			// What comes next is the new job's business now, and never done twice.
			const passedOn = { ...next, fallbacks: undefined, fallbackRequests: [] };
			this.#ports.journal.putTogether([passedOn, successor]);
			this.#hold(passedOn);
			this.#hold(successor);
		}
		if (ends) this.#ports.onEnded(next);
		return next;
	}

	/**
	 * Tells the window something that need not survive this run, such as the time of the next
	 * question: nothing is written. It goes to disk with the next change that is.
	 * @param quietly not even told, because more follows at once
	 */
	tell(id: JobId, change: Omit<JobChange, "state">, quietly = false): void {
		const old = this.#open.get(id);
		if (old === undefined) return;
		const next = { ...old, ...change };
		if (quietly) this.#open.set(id, next);
		else this.#hold(next);
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
	dismiss(id: JobId): void {
		this.#ports.journal.put({ ...this.get(id), dismissed: true });
		this.#say("jobs.dismissed", id);
	}

	#hold(job: JournalJob): void {
		if (hasEnded(job.state)) this.#open.delete(job.id);
		else this.#open.set(job.id, job);
		this.#say("jobs.changed", asSeen(job));
	}

	/** Whoever listens and fails must not undo what is on disk already. */
	readonly #say: Emit = (event, payload) => {
		try {
			this.#ports.emit(event, payload);
		} catch (thrown) {
			this.#ports.log.error("a change of a job could not be told", { event, said: String(thrown) });
		}
	};
}

/** What the window may see of a job: no links, no addresses. */
export function asSeen(job: JournalJob): Job {
	return Job.parse(job);
}

/** What belongs to one state alone does not follow a job into another. */
function leftBehind(state: JobState): JobChange {
	return {
		...(state !== "queued" && { hold: undefined }),
		...(state !== "waiting" && { task: undefined }),
		...(state !== "receiving" && { streaming: undefined }),
		...(state !== "unknown" && { checkable: undefined }),
		...(!hasEnded(state) && { endedAt: undefined }),
	};
}

function nextState(from: JobState, to: JobState): JobState {
	return from === to ? from : moveJob(from, to);
}
