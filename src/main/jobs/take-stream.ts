import { AppError, appError, type Failure } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { SseEvent } from "../http/sse-reader.ts";
import type { JournalOutput } from "../store/journal-repo.ts";
import type { JobRoom } from "./job-room.ts";
import { keptOutput } from "./new-output.ts";
import { replyContext } from "./reply-context.ts";
import { ShortReply } from "./short-reply.ts";
import { type PlacedPicture, StreamTale } from "./stream-tale.ts";
import { chargeOf, shortfall } from "./take-reply.ts";

/** What may wait in memory for the disk; a picture beyond that is read from the kept reply later. */
const MAX_WAITING_CHARS = 128 * 1024 * 1024;

/**
 * Takes the pictures of one stream as they come: each is durable before anyone is told of it. At
 * the first the job becomes `receiving`, with `streaming` until {@link TakeStream.end}.
 */
export class TakeStream {
	readonly #id: JobId;
	readonly #room: JobRoom;
	readonly #tale: StreamTale;
	readonly #onPicture: () => void;
	/** Refusals that came before any picture: they alone prove nothing. */
	readonly #early: JournalOutput[] = [];
	#taking: Promise<void> = Promise.resolve();
	#waitingChars = 0;
	#missed = false;

	constructor(id: JobId, room: JobRoom, tale: StreamTale, onPicture: () => void) {
		this.#id = id;
		this.#room = room;
		this.#tale = tale;
		this.#onPicture = onPicture;
	}

	/** Hears of the next event. Never throws. */
	hear(event: SseEvent): void {
		for (const placed of this.#tale.hear(event)) {
			const chars = placed.delivered.kind === "inline" ? placed.delivered.base64.length : 0;
			if (this.#waitingChars + chars > MAX_WAITING_CHARS) {
				this.#missed = true;
				continue;
			}
			this.#waitingChars += chars;
			this.#taking = this.#taking.then(async () => {
				await this.#take(placed);
				this.#waitingChars -= chars;
			});
		}
	}

	/**
	 * Takes what is still missing once no more comes.
	 * @param trouble why it broke off, if it did
	 * @returns false when no picture was taken: the reply is to be read like any other
	 * @throws what the journal or the disk throws; the job goes on from what the journal says
	 */
	async end(trouble?: Failure): Promise<boolean> {
		await this.#taking;
		const { book } = this.#room;
		if (book.get(this.#id).state !== "receiving") return false;
		const heardAll = this.#tale.over && !this.#missed;
		const tale = heardAll ? this.#tale : await takeKeptStream(this.#id, this.#room);
		endStream(this.#id, this.#room, tale, trouble);
		return true;
	}

	async #take(placed: PlacedPicture): Promise<void> {
		try {
			const { index, delivered } = placed;
			const output = await keptOutput(this.#id, delivered, index, this.#room);
			if (output.state === "refused" && !this.#begun()) this.#early.push(output);
			else {
				addOutputs(this.#id, [...this.#early.splice(0), output], this.#room);
				this.#onPicture();
			}
		} catch (thrown) {
			// It is in the reply that is being kept; the end of the stream takes it from there.
			this.#missed = true;
			const { reason } = AppError.from(thrown);
			this.#room.log.warn("a picture waits for the end of its stream", { job: this.#id, reason });
		}
	}

	#begun(): boolean {
		return this.#room.book.get(this.#id).state === "receiving";
	}
}

/**
 * Takes everything out of a kept stream that was not taken before; nothing is taken twice. The job
 * is as it was when there is no picture in it.
 * @throws what the journal or the disk throws
 */
export async function takeKeptStream(
	id: JobId,
	room: JobRoom,
	inFull = false,
): Promise<StreamTale | undefined> {
	const { book, replies, adapterFor } = room;
	const { stream } = adapterFor(book.get(id).gateway);
	const kept = await replies.read(id);
	if (stream === undefined || kept === undefined) return undefined;
	const tale = new StreamTale(stream, () => replyContext(book.get(id), room));
	const early: JournalOutput[] = [];
	const reply = new ShortReply(kept, inFull);
	for await (const { index, delivered } of tale.hearAll(reply.chunks())) {
		if (book.get(id).outputs.some((output) => output.index === index)) continue;
		// Something else than a picture is so long: what was taken up to here is not taken twice.
		if (!reply.isEnough([delivered])) return takeKeptStream(id, room, true);
		const output = await keptOutput(id, delivered, index, room, reply);
		const begun = book.get(id).state === "receiving";
		if (output.state === "refused" && !begun) early.push(output);
		else addOutputs(id, [...early.splice(0), output], room);
	}
	return tale;
}

/**
 * No more pictures come.
 * @param tale what the stream told, if it was read to its end
 * @param trouble why it broke off, if it did
 */
export function endStream(
	id: JobId,
	room: JobRoom,
	tale: StreamTale | undefined,
	trouble: Failure | undefined,
): void {
	const job = room.book.get(id);
	const cut = appError("connection-lost", { gateway: job.gatewayTitle, code: "stream-cut" });
	const made = job.outputs.filter(({ state }) => state !== "refused").length;
	// A stream that breaks off after the last picture that was asked for leaves nothing out.
	const isOver = tale?.over === true || made >= job.request.count;
	const broken = isOver ? undefined : (trouble ?? (tale && cut.failure));
	room.book.update(id, {
		streaming: undefined,
		remoteId: tale?.remoteId ?? job.remoteId,
		charged: chargeOf(job, tale?.charged, room),
		error:
			tale?.failed?.failure ?? broken ?? job.error ?? shortfall(job, job.outputs, tale?.charged),
	});
}

function addOutputs(id: JobId, found: readonly JournalOutput[], { book }: JobRoom): void {
	const { outputs } = book.get(id);
	const news = found.filter(({ index }) => !outputs.some((output) => output.index === index));
	book.update(id, {
		state: "receiving",
		streaming: true,
		outputs: [...outputs, ...news].sort((a, b) => a.index - b.index),
	});
}
