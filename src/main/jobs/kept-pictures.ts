import type { JobId } from "../../contract/ids.ts";
import type { JobRoom } from "./job-room.ts";
import { replyContext } from "./reply-context.ts";
import type { KeptReply } from "./reply-store.ts";
import { ShortReply } from "./short-reply.ts";
import { StreamTale } from "./stream-tale.ts";
import { goodHead, type ReadReply, readKept, streams } from "./take-kept.ts";

type Bytes = AsyncIterable<Uint8Array>;

/** The pictures in a kept reply, which is read once for all of them; none of them is held. */
export class KeptPictures {
	readonly #id: JobId;
	readonly #room: JobRoom;
	#read: Promise<ReadReply> | undefined;

	constructor(id: JobId, room: JobRoom) {
		this.#id = id;
		this.#room = room;
	}

	/**
	 * The bytes of one picture by its place, in pieces that are good until the next is asked for;
	 * undefined when it is not in there.
	 * @throws what the disk throws, and AppError when the reply cannot be read
	 */
	async at(index: number): Promise<Bytes | undefined> {
		const job = this.#room.book.get(this.#id);
		const kept = await this.#room.replies.read(this.#id);
		if (kept === undefined) return undefined;
		const streamed = (await streams(kept, job, this.#room)) && (await this.#inStream(kept, index));
		if (streamed) return streamed;
		this.#read ??= readKept(job, kept, goodHead, this.#room);
		const { submission, reply } = await this.#read;
		const one = submission.kind === "delivered" ? submission.delivered[index] : undefined;
		return one?.kind === "inline" ? reply.bytesOf(one) : undefined;
	}

	async #inStream(
		kept: KeptReply,
		index: number,
		reply = new ShortReply(kept),
	): Promise<Bytes | undefined> {
		const job = this.#room.book.get(this.#id);
		const { stream } = this.#room.adapterFor(job.gateway);
		if (stream === undefined) return undefined;
		const tale = new StreamTale(stream, () => replyContext(job, this.#room));
		for await (const placed of tale.hearAll(reply.chunks())) {
			if (placed.index !== index) continue;
			const { delivered } = placed;
			if (!reply.isEnough([delivered])) {
				return this.#inStream(kept, index, new ShortReply(kept, true));
			}
			return delivered.kind === "inline" ? reply.bytesOf(delivered) : undefined;
		}
		return undefined;
	}
}
