import { AppError, appError } from "../../contract/errors.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { AccountId, JobId } from "../../contract/ids.ts";
import { hasEnded, type Job } from "../../contract/jobs.ts";
import { checkRequest } from "./check-request.ts";
import { asSeen, JobBook } from "./job-book.ts";
import { canMoveJob } from "./job-machine.ts";
import type { JobPorts } from "./job-ports.ts";
import { newJob } from "./new-job.ts";
import { goOnFrom } from "./recovery.ts";
import { saveOutputs } from "./save-outputs.ts";
import { CLOSING, endWithError, STOPPED, sendJob } from "./send-job.ts";

/** Requests one account sends at a time; more wait their turn. */
const AT_ONCE_PER_ACCOUNT = 3;

/** The front door of the jobs room. */
export class JobService {
	readonly #ports: JobPorts;
	readonly #book: JobBook;
	readonly #running = new Map<
		JobId,
		{ readonly abort: AbortController; readonly ended: Promise<void> }
	>();
	#closing = false;

	constructor(ports: JobPorts) {
		this.#ports = ports;
		this.#book = new JobBook(ports.journal, ports.emit, ports.clock.now);
	}

	/** Goes on with everything an earlier run left; call once, after the window can hear. */
	async recover(): Promise<void> {
		for (const job of this.#book.unfinished()) {
			try {
				await goOnFrom(job, this.#book, this.#ports);
			} catch (thrown) {
				this.#ports.log.error("a job could not be recovered", { job: job.id });
				endWithError(job.id, AppError.from(thrown), this.#book);
			}
		}
		this.#startWaiting();
		for (const job of this.#book.unfinished()) {
			if (job.state === "receiving") this.#start(job.id);
		}
	}

	list(): Job[] {
		return this.#book.list().map(asSeen);
	}

	/** True while a request is out whose answer would be lost by closing now. */
	get sending(): number {
		return this.#book.unfinished().filter((job) => job.state === "sending").length;
	}

	/**
	 * Writes the job down and answers at once; it is sent when its account has room.
	 * @throws AppError `form-incomplete`, `account-not-found`, `model-not-found`
	 */
	submit(request: GenerationRequest, retryOf?: JobId): Job {
		const { ports, address, adapter, capability } = this.#checked(request);
		const job = newJob({ request, address, adapter, capability, retryOf, now: ports.clock.now() });
		this.#book.add(job);
		this.#startWaiting();
		return asSeen(this.#book.get(job.id));
	}

	/**
	 * Stops a job that has not been answered. Once the request is out this cannot stop the charge.
	 * @throws AppError `cannot-cancel-now` while paid pictures are being saved
	 */
	async cancel(id: JobId): Promise<Job> {
		const job = this.#book.get(id);
		if (hasEnded(job.state)) return asSeen(job);
		if (!canMoveJob(job.state, "canceled")) throw appError("cannot-cancel-now");
		const running = this.#running.get(id);
		if (running === undefined) {
			const error = appError("cancelled").failure;
			return asSeen(this.#book.update(id, { state: "canceled", error }));
		}
		running.abort.abort(STOPPED);
		await running.ended;
		return asSeen(this.#book.get(id));
	}

	/** The same request as a new job. @throws AppError as `submit` */
	retry(id: JobId): Job {
		return this.submit(this.#book.get(id).request, id);
	}

	/** Tries again to fetch and save what is pending; never sends a request that costs. */
	saveAgain(id: JobId): Job {
		if (this.#book.get(id).state === "receiving") this.#start(id);
		return asSeen(this.#book.get(id));
	}

	resolveUnknown(id: JobId, choice: "send-again" | "dismiss"): Job {
		const job = this.#book.get(id);
		if (job.state !== "unknown") throw appError("job-not-found");
		const answer = choice === "send-again" ? this.retry(id) : asSeen(job);
		this.#book.dismiss(id);
		return answer;
	}

	/**
	 * Takes an ended job off the list, or one whose pictures the designer no longer waits for.
	 * @throws AppError `cannot-cancel-now` while it is still being worked on
	 */
	async dismiss(id: JobId): Promise<void> {
		const job = this.#book.get(id);
		const stuck = job.state === "receiving" && !this.#running.has(id);
		if (!hasEnded(job.state) && !stuck) throw appError("cannot-cancel-now");
		if (stuck) this.#giveUp(id);
		this.#book.dismiss(id);
		await this.#ports.replies.remove(id);
	}

	/** Stops all work without changing what the journal says, so that the next start can go on. */
	async close(): Promise<void> {
		this.#closing = true;
		const running = [...this.#running.values()];
		for (const { abort } of running) abort.abort(CLOSING);
		await Promise.allSettled(running.map(({ ended }) => ended));
	}

	#checked(request: GenerationRequest) {
		return { ports: this.#ports, ...checkRequest(request, this.#ports) };
	}

	#giveUp(id: JobId): void {
		for (const output of this.#book.get(id).outputs) {
			if (output.state === "pending") this.#book.updateOutput(id, output.id, { state: "lost" });
		}
		const saved = this.#book.get(id).outputs.some((output) => output.state === "saved");
		this.#book.update(id, { state: saved ? "partial" : "failed" });
	}

	/** Starts queued jobs, oldest first, as far as their accounts have room. */
	#startWaiting(): void {
		if (this.#closing) return;
		const busy = new Map<AccountId, number>();
		const unfinished = this.#book.unfinished();
		for (const job of unfinished) {
			if (this.#running.has(job.id)) busy.set(job.account, (busy.get(job.account) ?? 0) + 1);
		}
		for (const job of unfinished) {
			if (job.state !== "queued" || this.#running.has(job.id)) continue;
			const count = busy.get(job.account) ?? 0;
			if (count >= AT_ONCE_PER_ACCOUNT) continue;
			busy.set(job.account, count + 1);
			this.#start(job.id);
		}
	}

	#start(id: JobId): void {
		if (this.#running.has(id) || this.#closing) return;
		const abort = new AbortController();
		const ended = this.#run(id, abort.signal)
			.catch((error: unknown) => {
				this.#ports.log.error("a job stopped", { job: id, reason: AppError.from(error).reason });
			})
			.finally(() => {
				this.#running.delete(id);
				this.#startWaiting();
			});
		this.#running.set(id, { abort, ended });
	}

	async #run(id: JobId, signal: AbortSignal): Promise<void> {
		if (this.#book.get(id).state === "queued") await sendJob(id, this.#book, this.#ports, signal);
		if (this.#book.get(id).state !== "receiving") return;
		await saveOutputs(id, this.#book, this.#ports, signal);
		const { state } = this.#book.get(id);
		if (state === "done" || state === "partial") {
			await this.#ports.replies.remove(id);
		}
	}
}
