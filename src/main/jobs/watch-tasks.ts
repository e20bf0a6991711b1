import { AppError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import { askTask, type Misses } from "./ask-task.ts";
import type { JobRoom } from "./job-room.ts";
import { type SchedulerPorts, TaskScheduler } from "./scheduler/task-scheduler.ts";
import { untold } from "./take-reply.ts";

/** Asks after the tasks of all waiting jobs until each has ended. */
export class WatchTasks {
	readonly #room: JobRoom;
	readonly #scheduler: TaskScheduler;
	readonly #misses: Misses = new Map();

	/** @param onEnded a task has ended: its job is waiting no more */
	constructor(room: JobRoom, onEnded: (id: JobId) => void) {
		this.#room = room;
		const { clock, network, log } = room;
		this.#scheduler = new TaskScheduler({
			...{ clock, network, log },
			ask: async (id, signal) => {
				const asked = await askTask(id, room, this.#misses, signal);
				if (asked.kind === "ended") onEnded(id);
				return asked;
			},
			onPlanned: (id, plan) => this.#notePlan(id, plan),
		});
	}

	/** Asks after a waiting job from now on. */
	watch(id: JobId): void {
		const job = this.#room.book.get(id);
		if (job.state !== "waiting" || this.#scheduler.has(id)) return;
		const pace = this.#room.adapterFor(job.gateway).tasks?.pace;
		if (pace === undefined) return;
		const sentAt = job.sentAt ?? job.createdAt;
		const giveUpAt = job.giveUpAt ?? sentAt + pace.giveUpMs;
		const expectedAt = job.task?.expectedAt;
		this.#scheduler.add({
			...{ id, account: job.account, pace, sentAt, giveUpAt },
			...(expectedAt !== undefined && { expectedAt }),
		});
	}

	/** Asks at once, also after a task that was given up waiting for. */
	askNow(id: JobId): void {
		this.#misses.delete(id);
		this.watch(id);
		this.#scheduler.askNow(id);
	}

	close(): Promise<void> {
		return this.#scheduler.close();
	}

	#notePlan(id: JobId, { nextCheckAt, late }: Parameters<SchedulerPorts["onPlanned"]>[1]): void {
		const { book, log } = this.#room;
		const job = book.get(id);
		if (job.state !== "waiting") return;
		const { nextCheckAt: _, ...known } = job.task ?? untold;
		const task = { ...known, late, ...(nextCheckAt !== undefined && { nextCheckAt }) };
		// When it is asked after next is planned anew by every run.
		if (!late) {
			book.tell(id, { task });
			return;
		}
		try {
			book.update(id, { task });
		} catch (thrown) {
			log.warn("a late task could not be noted", { job: id, reason: AppError.from(thrown).reason });
			book.tell(id, { task });
		}
	}
}
