import { AppError, appError } from "../../contract/errors.ts";
import type { AccountId, JobId } from "../../contract/ids.ts";
import { hasEnded } from "../../contract/jobs.ts";
import type { JobBook } from "./job-book.ts";
import type { JobPorts } from "./job-ports.ts";
import { goOnFrom } from "./recovery.ts";
import { Rests } from "./rest.ts";
import { saveOutputs } from "./save-outputs.ts";
import { CLOSING, STOPPED, sendJob, takeKept } from "./send-job.ts";
import { endSent } from "./take-reply.ts";

/** Requests one account sends at a time; more wait their turn. */
const AT_ONCE_PER_ACCOUNT = 3;

type Run = {
	/** Stops preparing and sending; what has been delivered is saved all the same. */
	readonly stop: AbortController;
	/** Stops everything because the app closes. */
	readonly close: AbortController;
	/** Resolves once nothing of it is being sent any more. */
	readonly sent: Promise<void>;
	readonly ended: Promise<void>;
};

/** Works on jobs, one run at a time for each; a job that cannot go on for the moment rests. */
export class JobRunner {
	readonly #book: JobBook;
	readonly #ports: JobPorts;
	readonly #runs = new Map<JobId, Run>();
	readonly #rests: Rests;
	#closing = false;

	constructor(book: JobBook, ports: JobPorts) {
		this.#book = book;
		this.#ports = ports;
		this.#rests = new Rests(ports.clock);
	}

	/** Goes on with everything an earlier run left. Never rejects: one bad job keeps no other waiting. */
	async recover(): Promise<void> {
		for (const { id } of this.#book.unfinished()) {
			try {
				await goOnFrom(id, this.#book, this.#ports);
			} catch (thrown) {
				this.#note("a job could not be recovered", id, thrown);
			}
		}
		this.startWaiting();
		for (const { id, state } of this.#book.unfinished()) {
			if (state === "receiving" || state === "sending") this.#start(id);
		}
	}

	isRunning(id: JobId): boolean {
		return this.#runs.has(id);
	}

	/** Goes on with a job that rests, at once. */
	goOnNow(id: JobId): void {
		this.#rests.end(id);
		this.#goOn(id);
	}

	/** For a job that has been ended by the designer's word. */
	forget(id: JobId): void {
		this.#rests.end(id);
	}

	/** Stops preparing or sending. @returns false when the job is not being worked on */
	async stopSending(id: JobId): Promise<boolean> {
		const run = this.#runs.get(id);
		if (run === undefined) return false;
		run.stop.abort(STOPPED);
		await run.sent;
		return true;
	}

	/** Starts queued jobs, oldest first, as far as their accounts have room. */
	startWaiting(): void {
		if (this.#closing) return;
		const unfinished = this.#book.unfinished();
		const busy = new Map<AccountId, number>();
		for (const job of unfinished) {
			if (this.#runs.has(job.id)) busy.set(job.account, (busy.get(job.account) ?? 0) + 1);
		}
		for (const job of unfinished) {
			const waits = job.state === "queued" && !this.#runs.has(job.id) && !this.#rests.has(job.id);
			const count = busy.get(job.account) ?? 0;
			if (!waits || count >= AT_ONCE_PER_ACCOUNT) continue;
			busy.set(job.account, count + 1);
			this.#start(job.id);
		}
	}

	async close(): Promise<void> {
		this.#closing = true;
		this.#rests.endAll();
		const runs = [...this.#runs.values()];
		for (const { stop, close } of runs) {
			stop.abort(CLOSING);
			close.abort(CLOSING);
		}
		await Promise.allSettled(runs.map(({ ended }) => ended));
	}

	#goOn(id: JobId): void {
		const { state } = this.#book.get(id);
		if (state === "queued") this.startWaiting();
		else if (!hasEnded(state)) this.#start(id);
	}

	#start(id: JobId): void {
		if (this.#runs.has(id) || this.#closing) return;
		const [stop, close] = [new AbortController(), new AbortController()];
		const sent = this.#send(id, stop.signal);
		const ended = sent
			.then(() => this.#save(id, close.signal))
			.catch((thrown: unknown) => this.#note("a job could not go on", id, thrown))
			.then(() => this.#afterRun(id));
		// Whoever waits for the sending alone hears of its failure from the journal.
		this.#runs.set(id, { stop, close, sent: sent.catch(() => {}), ended });
	}

	async #send(id: JobId, signal: AbortSignal): Promise<void> {
		const job = this.#book.get(id);
		if (job.state === "preparing") this.#book.update(id, { state: "queued" });
		if (job.state === "queued" || job.state === "preparing") {
			await sendJob(id, this.#book, this.#ports, signal);
		} else if (job.state === "sending") {
			// The journal could not take the reply before; it is kept, and nothing is sent.
			const lost = appError("connection-lost", { gateway: job.gatewayTitle });
			if (!(await takeKept(id, lost, this.#book, this.#ports))) endSent(id, lost, this.#book);
		}
	}

	async #save(id: JobId, signal: AbortSignal): Promise<void> {
		if (this.#book.get(id).state !== "receiving" || signal.aborted) return;
		await saveOutputs(id, this.#book, this.#ports, signal);
		const { state } = this.#book.get(id);
		if (state === "done" || state === "partial") await this.#ports.replies.remove(id);
	}

	#afterRun(id: JobId): void {
		this.#runs.delete(id);
		if (this.#closing) return;
		try {
			// Not `goOnNow`: a rest that ends by itself must not make the next one short again.
			if (hasEnded(this.#book.get(id).state)) this.#rests.end(id);
			else this.#rests.begin(id, () => this.#goOn(id));
			this.startWaiting();
		} catch (thrown) {
			this.#note("waiting jobs could not be started", id, thrown);
		}
	}

	#note(message: string, id: JobId, thrown: unknown): void {
		this.#ports.log.error(message, { job: id, reason: AppError.from(thrown).reason });
	}
}
