import { AppError } from "../../contract/errors.ts";
import type { AccountId, JobId } from "../../contract/ids.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import { moneyHold, needsNetwork, priceNow } from "./hold.ts";
import type { JobRoom } from "./job-room.ts";
import { AccountGate } from "./scheduler/account-gate.ts";

/** How long an account is left in peace that said "too many requests" and not for how long. */
const PENALTY_MS = 30_000;

type QueuePorts = {
	/** Sends a queued job. */
	readonly start: (id: JobId) => void;
	/** It is being worked on, or rests. */
	readonly isBusy: (id: JobId) => boolean;
	/** Tries a held job again after a while, by {@link JobQueue.tryHeld}. */
	readonly rest: (id: JobId) => void;
};

/**
 * Queued jobs: they go out oldest first, as far as their accounts have room, the computer is awake,
 * and nothing holds them.
 */
export class JobQueue {
	readonly #room: JobRoom;
	readonly #ports: QueuePorts;
	readonly #gate: AccountGate;
	/** Jobs that take up room of their account. */
	readonly #inside = new Map<JobId, AccountId>();
	/** Tried once although the system says that there is no network: it may be wrong. */
	readonly #daring = new Set<JobId>();

	constructor(room: JobRoom, ports: QueuePorts) {
		this.#room = room;
		this.#ports = ports;
		this.#gate = new AccountGate({ clock: room.clock });
		this.#gate.onRoom(() => this.startWaiting());
	}

	startWaiting(): void {
		if (!this.#room.network.state().awake) return;
		for (const job of this.#room.book.unfinished()) {
			if (job.state !== "queued" || job.hold !== undefined || this.#ports.isBusy(job.id)) continue;
			try {
				this.#startOrHold(job);
			} catch (thrown) {
				this.#note("a queued job could not be started", job.id, thrown);
			}
		}
	}

	/** Nothing of this job is being sent any more. */
	sent(id: JobId): void {
		const account = this.#inside.get(id);
		if (account === undefined) return;
		this.#inside.delete(id);
		try {
			const { error } = this.#room.book.get(id);
			if (error?.kind === "rate") this.#gate.penalize(account, error.retryAfterMs ?? PENALTY_MS);
		} finally {
			this.#gate.leave(account);
		}
	}

	/** The network may be back: what waits for it goes out, unless its price has changed meanwhile. */
	networkIsBack(): void {
		for (const { id, state, hold } of this.#room.book.unfinished()) {
			if (state === "queued" && hold?.reason === "offline") this.#unhold(id);
		}
		this.startWaiting();
	}

	/** Tries a job that waits for the network, whatever the system says of it. */
	tryHeld(id: JobId): void {
		if (this.#room.book.get(id).hold?.reason === "offline") {
			this.#daring.add(id);
			this.#unhold(id);
		}
		this.startWaiting();
	}

	/** The designer's yes: the job goes out at today's price, over the budget or not. */
	release(id: JobId): void {
		const { book, money } = this.#room;
		const job = book.get(id);
		this.#daring.add(id);
		book.update(id, { hold: undefined, price: priceNow(job, money) });
		this.startWaiting();
	}

	close(): void {
		this.#gate.close();
	}

	#startOrHold(job: JournalJob): void {
		const { network, book, clock } = this.#room;
		const { id, account } = job;
		const adapter = this.#adapterOf(job);
		// Without a gateway it fails at once, and says why.
		if (adapter === undefined) {
			this.#ports.start(id);
			return;
		}
		if (!network.state().online && needsNetwork(adapter) && !this.#daring.has(id)) {
			book.update(id, { hold: { reason: "offline", since: clock.now() } });
			this.#ports.rest(id);
			return;
		}
		if (!this.#gate.tryEnter(account, adapter.submitPace)) return;
		this.#inside.set(id, account);
		this.#daring.delete(id);
		this.#ports.start(id);
	}

	#unhold(id: JobId): void {
		const { book } = this.#room;
		const job = book.get(id);
		try {
			const hold = moneyHold(job, job, job.price?.worstUsd, this.#room);
			book.update(id, { hold });
		} catch (thrown) {
			this.#note("a held job could not be released", id, thrown);
		}
	}

	#adapterOf(job: JournalJob) {
		try {
			return this.#room.adapterFor(job.gateway);
		} catch {
			return undefined;
		}
	}

	#note(message: string, id: JobId, thrown: unknown): void {
		this.#room.log.error(message, { job: id, reason: AppError.from(thrown).reason });
	}
}
