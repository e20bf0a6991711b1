import type { Delivered } from "../gateways/gateway-adapter.ts";
import { LongRuns, type MarkedRun } from "../http/long-runs.ts";
import type { KeptReply } from "./reply-store.ts";

/** A multiple of 4 characters of base64, and the bytes they are. */
const CHARS_AT_ONCE = 64 * 1024;
const BYTES_AT_ONCE = (CHARS_AT_ONCE / 4) * 3;
const BACKSLASH = 0x5c;

type Inline = Extract<Delivered, { kind: "inline" }>;
type Source = Pick<KeptReply, "text" | "chunks">;

/**
 * A kept reply as adapters read it: the pictures in it stay in its file ({@link LongRuns}), so an
 * `inline` delivery holds a mark in place of its base64, which `bytesOf` follows.
 */
export class ShortReply {
	readonly #kept: Source;
	readonly #runs: LongRuns | undefined;

	/** @param inFull nothing is left out: for a reply with marks where nobody follows them */
	constructor(kept: Source, inFull = false) {
		this.#kept = kept;
		this.#runs = inFull ? undefined : new LongRuns();
	}

	/** The body in pieces that are good until the next is asked for. To be read once. */
	async *chunks(): AsyncGenerator<Uint8Array> {
		const runs = this.#runs;
		for await (const chunk of this.#kept.chunks()) {
			if (runs === undefined) yield chunk;
			else yield* runs.take(chunk);
		}
		if (runs !== undefined) yield* runs.end();
	}

	/** The body. To be read once. */
	async text(): Promise<string> {
		if (this.#runs === undefined) return this.#kept.text();
		const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
		let text = "";
		for await (const piece of this.chunks()) text += decoder.decode(piece, { stream: true });
		return text + decoder.decode();
	}

	/** Whether everything left out is a picture that `bytesOf` gives. */
	isEnough(read: readonly Delivered[]): boolean {
		return read.every((one) => {
			if (one.kind !== "inline") return !this.marked(one);
			const { base64, ...around } = one;
			const fits = this.#runs?.markIn(base64) !== true || this.#runOf(one) !== undefined;
			return fits && !this.marked(around);
		});
	}

	/** Whether there is a picture among these for everything that was left out. */
	isAll(read: readonly Delivered[]): boolean {
		const found = read.map((one) =>
			one.kind === "inline" ? this.#runOf(one)?.part.from : undefined,
		);
		const places = new Set(found.filter((from) => from !== undefined));
		return places.size === (this.#runs?.marks ?? 0);
	}

	/** Whether something that was left out belongs into this value. */
	marked(value: unknown): boolean {
		return this.#runs?.markIn(JSON.stringify(value) ?? "") === true;
	}

	/**
	 * The bytes of a picture, in pieces that are good until the next is asked for.
	 * @throws what the disk throws
	 */
	async *bytesOf(picture: Inline): AsyncGenerator<Uint8Array> {
		const run = this.#runOf(picture);
		yield* run === undefined ? pictureBytes(picture) : decoded(run, this.#kept);
	}

	#runOf({ base64 }: Inline): MarkedRun | undefined {
		return this.#runs?.markedRun(base64);
	}
}

/** The bytes of a picture that is not left in its reply. */
export async function* pictureBytes({ base64 }: Inline): AsyncGenerator<Uint8Array> {
	yield Buffer.from(base64, "base64");
}

/** Decodes base64 piece by piece, through buffers that are used again. */
async function* decoded(
	{ head, part, padding }: MarkedRun,
	kept: Source,
): AsyncGenerator<Uint8Array> {
	const chars = Buffer.allocUnsafeSlow(CHARS_AT_ONCE);
	const bytes = Buffer.allocUnsafeSlow(BYTES_AT_ONCE);
	let length = 0;
	for await (const piece of inOrder(head, kept.chunks(part))) {
		for (let at = 0; at < piece.length; ) {
			const taken = piece.subarray(at, at + CHARS_AT_ONCE - length);
			length += copyChars(taken, chars, length);
			at += taken.length;
			if (length < CHARS_AT_ONCE) continue;
			yield bytes.subarray(0, bytes.write(chars.toString("latin1", 0, length), "base64"));
			length = 0;
		}
	}
	yield Buffer.from(`${chars.toString("latin1", 0, length)}${padding}`, "base64");
}

async function* inOrder(head: string, rest: AsyncIterable<Uint8Array>) {
	yield Buffer.from(head, "latin1");
	yield* rest;
}

/** JSON may write a slash as `\/`. @returns how many characters there are without backslashes */
function copyChars(from: Uint8Array, to: Uint8Array, start: number): number {
	if (!from.includes(BACKSLASH)) {
		to.set(from, start);
		return from.length;
	}
	const chars = from.filter((byte) => byte !== BACKSLASH);
	to.set(chars, start);
	return chars.length;
}
