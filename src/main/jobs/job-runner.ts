import { AppError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import { hasEnded } from "../../contract/jobs.ts";
import type { NetworkState } from "../foundation/network.ts";
import { JobQueue } from "./job-queue.ts";
import type { JobRoom } from "./job-room.ts";
import { goOnFrom, goOnSent, goOnStreaming, soonestFirst, sweepReplies } from "./recovery.ts";
import { Rests } from "./rest.ts";
import { SavingRun } from "./save-outputs.ts";
import { CLOSING, STOPPED, sendJob } from "./send-job.ts";
import { WatchTasks } from "./watch-tasks.ts";

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
	readonly #room: JobRoom;
	readonly #runs = new Map<JobId, Run>();
	readonly #rests: Rests;
	readonly #deafen: () => void;
	readonly queue: JobQueue;
	readonly tasks: WatchTasks;
	#recovering = false;
	#closing = false;

	constructor(room: JobRoom) {
		this.#room = room;
		this.#rests = new Rests(room.clock);
		this.tasks = new WatchTasks(room, (id) => this.#goOn(id));
		this.queue = new JobQueue(room, {
			start: (id) => this.#start(id),
			isBusy: (id) =>
				this.#closing || this.#recovering || this.#runs.has(id) || this.#rests.has(id),
			rest: (id) => this.#rest(id),
		});
		this.#deafen = room.network.onChange((state) => this.#heedNetwork(state));
	}

	/** Goes on with everything an earlier run left. Never rejects: one bad job keeps no other waiting. */
	async recover(): Promise<void> {
		const { book } = this.#room;
		// A job that left meanwhile would be taken for one that the earlier run had sent.
		this.#recovering = true;
		for (const { id } of book.unfinished()) {
			try {
				if (!this.#runs.has(id)) await goOnFrom(id, this.#room);
			} catch (thrown) {
				this.#note("a job could not be recovered", id, thrown);
			}
		}
		this.#recovering = false;
		for (const { id } of [...book.unfinished()].sort(soonestFirst)) this.#goOn(id);
		this.queue.networkIsBack();
		await sweepReplies(this.#room);
	}

	isRunning(id: JobId): boolean {
		return this.#runs.has(id);
	}

	/** Goes on with a job that rests, at once. */
	goOnNow(id: JobId): void {
		this.#rests.end(id);
		this.#goOn(id);
	}

	/** For a job that has been ended, or is gone on with, by the designer's word. */
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

	async close(): Promise<void> {
		this.#closing = true;
		this.#deafen();
		this.#rests.endAll();
		this.queue.close();
		const runs = [...this.#runs.values()];
		for (const { stop, close } of runs) {
			stop.abort(CLOSING);
			close.abort(CLOSING);
		}
		await Promise.allSettled([...runs.map(({ ended }) => ended), this.tasks.close()]);
	}

	#goOn(id: JobId): void {
		if (this.#closing) return;
		try {
			const { state } = this.#room.book.get(id);
			if (state === "preparing") this.#room.book.update(id, { state: "queued" });
			if (state === "queued" || state === "preparing") this.queue.tryHeld(id);
			else if (state === "waiting") this.tasks.watch(id);
			else if (!hasEnded(state)) this.#start(id);
		} catch (thrown) {
			this.#note("a job could not go on", id, thrown);
			if (!this.#rests.has(id) && !this.#runs.has(id)) this.#rest(id);
		}
	}

	#start(id: JobId): void {
		if (this.#runs.has(id) || this.#closing) return;
		const [stop, close] = [new AbortController(), new AbortController()];
		const saving = new SavingRun(id, this.#room, close.signal);
		const sent = this.#send(id, stop.signal, saving).finally(() => this.queue.sent(id));
		const ended = sent
			.then(() => this.#save(id, saving))
			.catch((thrown: unknown) => this.#note("a job could not go on", id, thrown))
			.then(() => this.#afterRun(id));
		// Whoever waits for the sending alone hears of its failure from the journal.
		this.#runs.set(id, { stop, close, sent: sent.catch(() => {}), ended });
	}

	async #send(id: JobId, signal: AbortSignal, saving: SavingRun): Promise<void> {
		const room = this.#room;
		const job = room.book.get(id);
		if (job.state === "queued") {
			await sendJob(id, { room, signal, onPicture: () => saving.poke() });
		} else if (job.state === "sending") {
			// The journal could not take the reply before; it is kept, and nothing is sent.
			await goOnSent(job, room, "connection-lost");
		} else if (job.streaming === true) await goOnStreaming(job, room, "connection-lost");
	}

	async #save(id: JobId, saving: SavingRun): Promise<void> {
		const { book, replies } = this.#room;
		if (book.get(id).state !== "receiving") return;
		await saving.finish();
		const { state } = book.get(id);
		if (state === "done" || state === "partial") await replies.remove(id);
	}

	#afterRun(id: JobId): void {
		this.#runs.delete(id);
		if (this.#closing) return;
		try {
			const { state } = this.#room.book.get(id);
			// Not `goOnNow`: a rest that ends by itself must not make the next one short again.
			if (hasEnded(state)) this.#rests.end(id);
			else if (state === "waiting") this.#goOn(id);
			else this.#rest(id);
			this.queue.startWaiting();
		} catch (thrown) {
			this.#note("waiting jobs could not be started", id, thrown);
		}
	}

	#rest(id: JobId): void {
		this.#rests.begin(id, () => this.#goOn(id));
	}

	#heedNetwork({ online, awake }: NetworkState): void {
		if (this.#closing || !online || !awake) return;
		for (const id of this.#rests.ids()) {
			const { state, hold } = this.#room.book.get(id);
			if (state === "receiving") this.goOnNow(id);
			else if (hold?.reason === "offline") this.#rests.end(id);
		}
		this.queue.networkIsBack();
	}

	#note(message: string, id: JobId, thrown: unknown): void {
		this.#room.log.error(message, { job: id, reason: AppError.from(thrown).reason });
	}
}
