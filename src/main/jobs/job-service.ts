import { appError } from "../../contract/errors.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { JobId } from "../../contract/ids.ts";
import { hasEnded, type Job, type JobState } from "../../contract/jobs.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import { checkRequest } from "./check-request.ts";
import { asSeen, JobBook } from "./job-book.ts";
import { canMoveJob } from "./job-machine.ts";
import type { JobPorts } from "./job-ports.ts";
import { JobRunner } from "./job-runner.ts";
import { newJob } from "./new-job.ts";

/** Ended without everything that was asked for, and certainly not going on. */
const retryStates: readonly JobState[] = ["failed", "partial", "canceled"];

/** The front door of the jobs room. */
export class JobService {
	readonly #ports: JobPorts;
	readonly #book: JobBook;
	readonly #runner: JobRunner;
	#recovered: Promise<void> = Promise.resolve();

	constructor(ports: JobPorts) {
		this.#ports = ports;
		this.#book = new JobBook(ports.journal, ports.emit, ports.clock.now);
		this.#runner = new JobRunner(this.#book, ports);
	}

	/** Goes on with everything an earlier run left; what the window asks meanwhile waits for it. */
	recover(): Promise<void> {
		this.#recovered = this.#runner.recover();
		return this.#recovered;
	}

	list(): Job[] {
		return this.#book.list().map(asSeen);
	}

	/** How many requests are out whose answer would be lost by closing now. */
	get sending(): number {
		return this.#book.unfinished().filter((job) => job.state === "sending").length;
	}

	/**
	 * Writes the job down and answers; it is sent when its account has room.
	 * @throws AppError `form-incomplete`, `account-not-found`, `model-not-found`
	 */
	async submit(request: GenerationRequest): Promise<Job> {
		await this.#recovered;
		const job = this.#book.add(this.#made(request));
		this.#runner.startWaiting();
		return asSeen(job);
	}

	/**
	 * Stops a job that has not been answered. Once the request is out this cannot stop the charge.
	 * @throws AppError `cannot-cancel-now` while paid pictures are being saved
	 */
	async cancel(id: JobId): Promise<Job> {
		await this.#recovered;
		const job = this.#book.get(id);
		if (hasEnded(job.state)) return asSeen(job);
		if (!canMoveJob(job.state, "canceled")) throw appError("cannot-cancel-now");
		if (await this.#runner.stopSending(id)) return asSeen(this.#book.get(id));
		// Not being worked on: a request that is out is being answered or is kept, and is not given up.
		if (job.state === "sending") throw appError("cannot-cancel-now");
		const error = appError("cancelled").failure;
		const canceled = this.#book.update(id, { state: "canceled", error });
		this.#runner.forget(id);
		return asSeen(canceled);
	}

	/**
	 * The same request as a new job; asked twice before it has ended, the same new job.
	 * @throws AppError `cannot-send-again` for a job that is going on, is done, or may have been charged
	 */
	async retry(id: JobId): Promise<Job> {
		await this.#recovered;
		const old = this.#book.get(id);
		if (old.dismissed || !retryStates.includes(old.state)) throw appError("cannot-send-again");
		const going = this.#book.unfinished().find((job) => job.retryOf === id);
		if (going !== undefined) return asSeen(going);
		const job = this.#book.add(this.#made(old.request, id));
		this.#runner.startWaiting();
		return asSeen(job);
	}

	/** Tries again to fetch and save what is pending; never sends a request that costs. */
	async saveAgain(id: JobId): Promise<Job> {
		await this.#recovered;
		this.#runner.goOnNow(id);
		return asSeen(this.#book.get(id));
	}

	/**
	 * The designer's word about a job of unknown outcome; it leaves the list, and is answered once.
	 * @returns the new job, or the dismissed one
	 * @throws AppError `job-not-found` when it was answered before
	 */
	async resolveUnknown(id: JobId, choice: "send-again" | "dismiss"): Promise<Job> {
		await this.#recovered;
		const old = this.#book.get(id);
		if (old.dismissed || old.state !== "unknown") throw appError("job-not-found");
		if (choice === "dismiss") {
			await this.dismiss(id);
			return asSeen(old);
		}
		const job = this.#book.addInPlaceOf(id, this.#made(old.request, id));
		this.#runner.startWaiting();
		await this.#ports.replies.remove(id);
		return asSeen(job);
	}

	/**
	 * Takes an ended job off the list, or gives up pictures the designer no longer waits for.
	 * @throws AppError `cannot-cancel-now` while it is still being worked on
	 */
	async dismiss(id: JobId): Promise<void> {
		await this.#recovered;
		const job = this.#book.get(id);
		if (!hasEnded(job.state)) {
			if (job.state !== "receiving" || this.#runner.isRunning(id))
				throw appError("cannot-cancel-now");
			this.#runner.forget(id);
			this.#giveUp(job);
		}
		this.#book.dismiss(id);
		await this.#ports.replies.remove(id);
	}

	/** Stops all work without changing what the journal says, so that the next start can go on. */
	close(): Promise<void> {
		return this.#runner.close();
	}

	#made(request: GenerationRequest, retryOf?: JobId): JournalJob {
		const checked = checkRequest(request, this.#ports);
		return newJob({ request, ...checked, retryOf, now: this.#ports.clock.now() });
	}

	#giveUp(job: JournalJob): void {
		for (const output of job.outputs) {
			if (output.state === "fetching")
				this.#book.updateOutput(job.id, output.id, { state: "pending" });
			if (output.state === "pending" || output.state === "fetching") {
				this.#book.updateOutput(job.id, output.id, { state: "lost" });
			}
		}
		const saved = job.outputs.some((output) => output.state === "saved");
		this.#book.update(job.id, { state: saved ? "partial" : "failed" });
	}
}
