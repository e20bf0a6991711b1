import { appError } from "../../contract/errors.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { AccountId, JobId } from "../../contract/ids.ts";
import { hasEnded, type Job, type JobState, type SubmitOrder } from "../../contract/jobs.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import { successorOf } from "./fall-back.ts";
import { giveUpWaiting } from "./give-up.ts";
import { asSeen, JobBook } from "./job-book.ts";
import { canMoveJob } from "./job-machine.ts";
import type { JobPorts } from "./job-ports.ts";
import type { JobRoom } from "./job-room.ts";
import { JobRunner } from "./job-runner.ts";
import { repeatOf } from "./new-job.ts";
import { SavingTurns } from "./saving-turns.ts";
import { jobsOf } from "./submit-order.ts";
import { giveUpTime, untold } from "./take-reply.ts";

/** Ended without everything that was asked for, and certainly not going on. */
const retryStates: readonly JobState[] = ["failed", "partial", "canceled"];

/** The front door of the jobs room. */
export class JobService {
	readonly #ports: JobPorts;
	readonly #book: JobBook;
	readonly #room: JobRoom;
	readonly #runner: JobRunner;
	#recovered: Promise<void> = Promise.resolve();

	constructor(ports: JobPorts) {
		this.#ports = ports;
		this.#book = new JobBook({
			journal: ports.journal,
			emit: ports.emit,
			now: ports.clock.now,
			successor: (failed) => successorOf(failed, ports),
			onEnded: (job) => this.#afterEnd(job),
			log: ports.log,
		});
		this.#room = { ...ports, book: this.#book, turns: new SavingTurns() };
		this.#runner = new JobRunner(this.#room);
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
		return this.#book.unfinished().filter((job) => job.state === "sending" || job.streaming).length;
	}

	/** Whether anything is going on, or waits to. */
	get hasUnfinished(): boolean {
		return this.#book.unfinished().length > 0;
	}

	/** Whether an account has jobs that still need it. */
	isAccountInUse(account: AccountId): boolean {
		return this.#book.unfinished().some((job) => job.account === account);
	}

	/**
	 * Writes the jobs down, all or none, and answers; each is sent when its account has room.
	 * @throws AppError `form-incomplete`, `account-not-found`, `model-not-found`, `price-higher`,
	 * `budget-passed`
	 */
	async submitOrder(order: SubmitOrder): Promise<Job[]> {
		await this.#recovered;
		const jobs = jobsOf(order, this.#ports);
		this.#book.add(jobs);
		this.#runner.queue.startWaiting();
		return jobs.map(asSeen);
	}

	/** One request, with nothing to fall back to. @throws as {@link submitOrder} */
	async submit(request: GenerationRequest): Promise<Job> {
		const [job] = await this.submitOrder({
			requests: [request],
			fallbacks: [],
			overBudget: false,
		});
		if (job === undefined) throw appError("internal", { said: "an order made no job" });
		return job;
	}

	/**
	 * Stops a job that has not been answered. Once the request is out this cannot stop the charge: a
	 * gateway that can be asked whether it has the request is asked, and the job waits for that.
	 * @throws AppError `cannot-cancel-now` while paid pictures are being saved,
	 * `task-cannot-be-cancelled` while the gateway works on it
	 */
	async cancel(id: JobId): Promise<Job> {
		await this.#recovered;
		const job = this.#book.get(id);
		if (hasEnded(job.state)) return asSeen(job);
		if (!canMoveJob(job.state, "canceled")) throw cannotStop(job);
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
		const job = repeatOf(old, this.#ports);
		this.#book.add([job]);
		this.#runner.queue.startWaiting();
		return asSeen(job);
	}

	/** Tries again to fetch and save what is pending; never sends a request that costs. */
	async saveAgain(id: JobId): Promise<Job> {
		await this.#recovered;
		if (this.#book.get(id).state === "receiving") this.#runner.goOnNow(id);
		return asSeen(this.#book.get(id));
	}

	/**
	 * Asks once more after a task, now; it costs nothing. Also one that was given up waiting for, and
	 * one whose outcome is unknown but can be asked after.
	 * @throws AppError `job-not-found` when there is no task to ask after
	 */
	async checkAgain(id: JobId): Promise<Job> {
		await this.#recovered;
		const job = this.#book.get(id);
		if (job.state === "unknown") return this.#check(job);
		if (job.state === "waiting") this.#runner.tasks.askNow(id);
		return asSeen(this.#book.get(id));
	}

	/**
	 * The designer's yes to a job that is held: it goes out at today's price.
	 * @returns the job; unchanged when nothing holds it
	 */
	async release(id: JobId): Promise<Job> {
		await this.#recovered;
		const { state, hold } = this.#book.get(id);
		if (state === "queued" && hold !== undefined) {
			this.#runner.forget(id);
			this.#runner.queue.release(id);
		}
		return asSeen(this.#book.get(id));
	}

	/**
	 * The designer's word about a job of unknown outcome. `check` asks the gateway and costs nothing;
	 * the others end the matter: the job leaves the list, and is answered once.
	 * @returns the new job, the dismissed one, or the one that is waiting again
	 * @throws AppError `job-not-found` when it was answered before, or cannot be checked
	 */
	async resolveUnknown(id: JobId, choice: "check" | "send-again" | "dismiss"): Promise<Job> {
		await this.#recovered;
		const old = this.#book.get(id);
		if (old.dismissed || old.state !== "unknown") throw appError("job-not-found");
		if (choice === "check") return this.#check(old);
		if (choice === "dismiss") {
			await this.dismiss(id);
			return asSeen(old);
		}
		const job = repeatOf(old, this.#ports);
		this.#book.addInPlaceOf(id, job);
		this.#runner.queue.startWaiting();
		await this.#ports.replies.remove(id);
		return asSeen(job);
	}

	/**
	 * Takes an ended job off the list, or gives up pictures, or a late task, that the designer no
	 * longer waits for.
	 * @throws AppError `cannot-cancel-now` while it is still being worked on,
	 * `task-cannot-be-cancelled` while the gateway works on it
	 */
	async dismiss(id: JobId): Promise<void> {
		await this.#recovered;
		const job = this.#book.get(id);
		if (!hasEnded(job.state)) {
			const late = job.state === "waiting" && job.task?.late === true;
			const resting = job.state === "receiving" && !this.#runner.isRunning(id);
			if (!late && !resting) throw cannotStop(job);
			this.#runner.forget(id);
			// Nobody has said that the task failed: it may yet be made, and charged.
			if (late) this.#book.update(id, { state: "unknown" });
			else giveUpWaiting(job, this.#book);
		}
		this.#book.dismiss(id);
		await this.#ports.replies.remove(id);
	}

	/** Stops all work without changing what the journal says, so that the next start can go on. */
	close(): Promise<void> {
		return this.#runner.close();
	}

	#check(job: JournalJob): Job {
		if (job.dismissed || job.checkable !== true) throw appError("job-not-found");
		const { id } = job;
		this.#book.update(id, {
			state: "waiting",
			task: untold,
			giveUpAt: giveUpTime(job, this.#room),
			error: undefined,
		});
		this.#runner.tasks.askNow(id);
		return asSeen(this.#book.get(id));
	}

	#afterEnd(job: JournalJob): void {
		this.#ports.onEnded?.(job);
		void this.#ports.placement.tidy(job.id);
		// A successor may wait, and there may be room for others.
		queueMicrotask(() => this.#runner.queue.startWaiting());
	}
}

function cannotStop({ state, gatewayTitle }: JournalJob) {
	return state === "waiting"
		? appError("task-cannot-be-cancelled", { gateway: gatewayTitle })
		: appError("cannot-cancel-now");
}
