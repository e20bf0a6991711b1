import type { AppError } from "../../contract/errors.ts";
import { type EventWatch, watchEvents } from "./event-watch.ts";
import type { HttpReply } from "./http-message.ts";
import { Spool } from "./spool.ts";
import type { SpoolDisk } from "./spool-disk.ts";
import type { SseEvent } from "./sse-reader.ts";
import type { StreamedReply } from "./transport.ts";

const MAX_TEXT_BYTES = 4 * 1024 * 1024;
/**
 * A reply of an odd kind is read as one string, and V8 makes none above 512 MB. Twelve 4K PNGs as base64 are
 * about 480 MB.
 */
export const MAX_SPOOL_BYTES = 480 * 1024 * 1024;
/** What is held in memory of a paid reply that the disk does not take. */
const MAX_HELD_BYTES = 256 * 1024 * 1024;

/** The error for a reply larger than `limit`, in words. */
type TooLarge = (limit: string) => AppError;

/** A reply that has been read whole, and where it is. */
export type SpooledReply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly bytes: number;
	/** Absent: the disk failed while the reply came in, and the reply is in `text` alone. */
	readonly path?: string;
	/** The body itself, when it is small enough to hold (4 MB), or without a `path` (256 MB). */
	readonly text?: string;
};

/** The whole body as text; throws `tooLarge` above 4 MB. */
export async function readText(reply: StreamedReply, tooLarge: TooLarge): Promise<HttpReply> {
	const text = new HeldText();
	for await (const chunk of reply.body) {
		text.add(chunk);
		if (!text.held) throw tooLarge("4 MB");
	}
	return { status: reply.status, headers: reply.headers, body: text.value ?? "" };
}

/**
 * Opens `<path>.part`, then asks for the reply, writes it there, makes it safe and renames it to
 * `path`. What it says has been paid for: when the disk fails on the way, a reply of up to 256 MB is
 * given back as text, and when a 2xx reply does not become whole, `<path>.broken` keeps its beginning.
 * @throws AppError `no-room-for-reply` before anything is sent; what `ask` and its body throw;
 * `tooLarge` above 480 MB; a storage error when the disk fails and the reply is too large to hold
 */
export async function spoolReply(
	ask: () => Promise<StreamedReply>,
	options: {
		readonly path: string;
		readonly disk: SpoolDisk;
		readonly tooLarge: TooLarge;
		/** Default 480 MB, which is the most. */
		readonly maxBytes?: number;
		readonly onHeaders?: (head: Pick<HttpReply, "status" | "headers">) => void;
		/** Hears of the events of a 2xx reply that is a stream. */
		readonly onEvent?: (event: SseEvent) => void;
		/** Hears what `onEvent` threw; it hears of no further event. */
		readonly onEventFault?: (thrown: unknown) => void;
	},
): Promise<SpooledReply> {
	const { path, disk, tooLarge, onHeaders } = options;
	const maxBytes = Math.min(options.maxBytes ?? MAX_SPOOL_BYTES, MAX_SPOOL_BYTES);
	const spool = await Spool.open(path, disk);
	let paid = false;
	try {
		const { status, headers, body } = await ask();
		paid = status >= 200 && status < 300;
		onHeaders?.({ status, headers });
		const watch = paid ? eventWatch(headers, options) : undefined;
		const text = new HeldText();
		let bytes = 0;
		for await (const chunk of body) {
			bytes += chunk.length;
			if (bytes > maxBytes) throw tooLarge(`${Math.ceil(maxBytes / 1024 / 1024)} MB`);
			text.add(chunk);
			await spool.write(chunk);
			if (spool.failure !== undefined && bytes > MAX_HELD_BYTES) throw spool.failure;
			watch?.take(chunk);
		}
		watch?.end();
		await spool.keep();
		const reply = { status, headers, bytes };
		if (spool.failure === undefined) return { ...reply, path, text: text.value };
		return { ...reply, text: text.value ?? (await recall(spool, bytes, spool.failure)) };
	} catch (thrown) {
		if (paid) await spool.keepBroken();
		throw thrown;
	} finally {
		await spool.drop();
	}
}

function eventWatch(
	headers: HttpReply["headers"],
	hears: {
		readonly onEvent?: (event: SseEvent) => void;
		readonly onEventFault?: (thrown: unknown) => void;
	},
): EventWatch | undefined {
	const { onEvent, onEventFault = () => {} } = hears;
	if (onEvent === undefined) return undefined;
	return watchEvents(headers["content-type"] ?? "", onEvent, onEventFault);
}

async function recall(spool: Spool, bytes: number, failure: AppError): Promise<string> {
	const whole = bytes > MAX_HELD_BYTES ? undefined : await spool.recall();
	if (whole === undefined) throw failure;
	return whole.toString("utf8");
}

/** A body as text, given up as soon as it is too long to hold. */
class HeldText {
	#chunks: Uint8Array[] | undefined = [];
	#bytes = 0;

	add(chunk: Uint8Array): void {
		this.#bytes += chunk.length;
		if (this.#bytes > MAX_TEXT_BYTES) this.#chunks = undefined;
		// The chunk itself is its reader's, who gives its memory back.
		this.#chunks?.push(Buffer.from(chunk));
	}

	get held(): boolean {
		return this.#chunks !== undefined;
	}

	get value(): string | undefined {
		return this.#chunks === undefined ? undefined : Buffer.concat(this.#chunks).toString("utf8");
	}
}
