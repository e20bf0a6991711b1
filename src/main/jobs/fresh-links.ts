import { AppError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { Delivered } from "../gateways/gateway-adapter.ts";
import type { JournalOutput } from "../store/journal-repo.ts";
import type { JobRoom } from "./job-room.ts";
import { questionTask } from "./question-task.ts";

/**
 * Asks a job's task once more for links when those it gave say no: a gateway that signs links anew
 * at every question has better ones. Asked at most once, however many links say no.
 */
export class FreshLinks {
	readonly #id: JobId;
	readonly #room: JobRoom;
	readonly #signal: AbortSignal;
	#asked: Promise<readonly Delivered[]> | undefined;

	constructor(id: JobId, room: JobRoom, signal: AbortSignal) {
		this.#id = id;
		this.#room = room;
		this.#signal = signal;
	}

	/** Another link for an output; undefined when there is none. Never throws. */
	async for({ index, source }: JournalOutput) {
		this.#asked ??= this.#ask();
		const found = (await this.#asked)[index];
		if (found?.kind !== "link" || source.kind !== "link" || found.url === source.url) {
			return undefined;
		}
		return found;
	}

	async #ask(): Promise<readonly Delivered[]> {
		const { book, adapterFor, log } = this.#room;
		try {
			const job = book.get(this.#id);
			if (adapterFor(job.gateway).tasks === undefined || job.remoteId === undefined) return [];
			const answer = await questionTask(job, this.#room, this.#signal);
			return answer.kind === "delivered" ? answer.delivered : [];
		} catch (thrown) {
			const { reason } = AppError.from(thrown);
			log.warn("a task gave no fresh links", { job: this.#id, reason });
			return [];
		}
	}
}
