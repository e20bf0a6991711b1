import { basename, dirname } from "node:path";
import type { AppError } from "../../contract/errors.ts";
import type { HttpReply } from "./http-message.ts";
import { openSpool } from "./spool.ts";
import type { StreamedReply } from "./transport.ts";

const MAX_TEXT_BYTES = 4 * 1024 * 1024;
/** Fifteen 4K PNGs as base64 are about 600 MB. */
const MAX_SPOOL_BYTES = 1024 * 1024 * 1024;

/** The error for a reply larger than `limit`, in words. */
type TooLarge = (limit: string) => AppError;

/** A reply that has been read whole, and where it is. */
export type SpooledReply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly bytes: number;
	/** Absent: the disk failed while the reply came in, and the reply is in `text` alone. */
	readonly path?: string;
	/** The body itself, when it is small enough to hold (4 MB). */
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
 * `path`. When the disk fails on the way, a small reply is still given back as text, because what
 * it says has been paid for.
 * @throws AppError `no-room-for-reply` before anything is sent; `tooLarge` above 1 GB; a storage
 * error when the disk fails and the reply is too large to hold
 */
export async function spoolReply(
	ask: () => Promise<StreamedReply>,
	options: {
		readonly path: string;
		readonly tooLarge: TooLarge;
		readonly onHeaders?: (head: Pick<HttpReply, "status" | "headers">) => void;
	},
): Promise<SpooledReply> {
	const { path, tooLarge, onHeaders } = options;
	const spool = await openSpool(dirname(path), basename(path));
	try {
		const { status, headers, body } = await ask();
		onHeaders?.({ status, headers });
		const text = new HeldText();
		let bytes = 0;
		const check = () => {
			if (bytes > MAX_SPOOL_BYTES) throw tooLarge("1 GB");
			if (spool.failure !== undefined && !text.held) throw spool.failure;
		};
		for await (const chunk of body) {
			bytes += chunk.length;
			text.add(chunk);
			await spool.write(chunk);
			check();
		}
		await spool.keep();
		check();
		const kept = spool.failure === undefined ? { path } : {};
		return { status, headers, bytes, text: text.value, ...kept };
	} finally {
		await spool.drop();
	}
}

/** A body as text, given up as soon as it is too long to hold. */
class HeldText {
	#chunks: Uint8Array[] | undefined = [];
	#bytes = 0;

	add(chunk: Uint8Array): void {
		this.#bytes += chunk.length;
		if (this.#bytes > MAX_TEXT_BYTES) this.#chunks = undefined;
		this.#chunks?.push(chunk);
	}

	get held(): boolean {
		return this.#chunks !== undefined;
	}

	get value(): string | undefined {
		return this.#chunks === undefined ? undefined : Buffer.concat(this.#chunks).toString("utf8");
	}
}
