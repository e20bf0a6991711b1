import type { JobId } from "../../contract/ids.ts";
import type { Delivered, Submission } from "../gateways/gateway-adapter.ts";
import type { JobRoom } from "./job-room.ts";
import { replyContext } from "./reply-context.ts";
import type { KeptReply } from "./reply-store.ts";
import { StreamTale } from "./stream-tale.ts";
import { goodHead, readSubmit, streams } from "./take-kept.ts";

/** The pictures in a kept reply, which is read once for all of them. */
export class KeptPictures {
	readonly #id: JobId;
	readonly #room: JobRoom;
	#read: Promise<Submission> | undefined;

	constructor(id: JobId, room: JobRoom) {
		this.#id = id;
		this.#room = room;
	}

	/**
	 * One picture by its place; undefined when it is not in there.
	 * @throws what the disk throws, and AppError when the reply cannot be read
	 */
	async at(index: number): Promise<Delivered | undefined> {
		const kept = await this.#room.replies.read(this.#id);
		if (kept === undefined) return undefined;
		const streamed = await this.#inStream(kept, index);
		if (streamed !== undefined) return streamed;
		this.#read ??= this.#readWhole(kept);
		const submission = await this.#read;
		return submission.kind === "delivered" ? submission.delivered[index] : undefined;
	}

	/** A stream may be long, so no more of it than one picture is held. */
	async #inStream(kept: KeptReply, index: number): Promise<Delivered | undefined> {
		const job = this.#room.book.get(this.#id);
		const { stream } = this.#room.adapterFor(job.gateway);
		if (stream === undefined || !(await streams(kept, job, this.#room))) return undefined;
		const tale = new StreamTale(stream, () => replyContext(job, this.#room));
		for await (const placed of tale.hearAll(kept.chunks())) {
			if (placed.index === index) return placed.delivered;
		}
		return undefined;
	}

	async #readWhole(kept: KeptReply): Promise<Submission> {
		const body = await kept.text();
		return readSubmit(this.#room.book.get(this.#id), { ...goodHead, body }, this.#room);
	}
}
