import { randomUUID } from "node:crypto";

type Sizes = {
	/** What is marked has at least so many bytes. */
	readonly long: number;
	/** So many bytes of it stay. */
	readonly head: number;
};

/**
 * A picture of 48 KB is small enough to be read like any text. The head is more than sentences
 * quote, or than readers look at to know base64.
 */
const usual: Sizes = { long: 64 * 1024, head: 4096 };

const BACKSLASH = 0x5c;
const SLASH = 0x2f;

/** Characters of base64, of both its alphabets, without the padding. */
const inRuns = new Uint8Array(256);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_") {
	inRuns[char.charCodeAt(0)] = 1;
}
/** Outside of strings, JSON has no long runs but numbers: those stay, so that JSON stays JSON. */
const notOfNumbers = /[^\d+\-Ee]/;

/** A part of a body, in bytes. */
export type BodyPart = { readonly from: number; readonly to: number };

/** A value that is one marked run: what stayed of it, where the rest is, and the padding. */
export type MarkedRun = {
	readonly head: string;
	readonly part: BodyPart;
	readonly padding: string;
};

/**
 * Lets a body that may hold whole pictures be read without being held: of every long run of base64
 * characters (`\/` among them) only the beginning stays, and a mark says where in the body the rest
 * is. Nothing else is changed: JSON stays JSON, a stream a stream, and what was cut stays cut. A mark
 * is itself of base64 characters, so that whoever looks for base64 finds it; it carries a random
 * name, so that no body can hold one by itself. For one body.
 */
export class LongRuns {
	readonly #name = `/${randomUUID().replaceAll("-", "")}/`;
	readonly #mark = new RegExp(`^([\\w+/-]*)${this.#name}(\\d+)/(\\d+)/(={0,2})$`);
	readonly #sizes: Sizes;
	/** How much of the body came before the present chunk. */
	#base = 0;
	/** The run that the present chunk began in. */
	#run: Run | undefined;
	/** A backslash at the end of a chunk may belong to its run, or end it. */
	#backslash = false;
	/** How many runs are left out so far. */
	marks = 0;

	/** @param sizes of what is left out: in a test, small ones */
	constructor(sizes = usual) {
		this.#sizes = sizes;
	}

	/** @returns the chunk without what is left out, in pieces that are good as long as it is */
	take(chunk: Uint8Array): Uint8Array[] {
		const bytes = this.#backslash ? Buffer.concat([Uint8Array.of(BACKSLASH), chunk]) : chunk;
		const length = bytes.length;
		this.#backslash = false;
		const pieces: Uint8Array[] = [];
		let at = 0;
		while (at < length) {
			if (this.#run === undefined) {
				const start = longOrLastRun(bytes, at, this.#sizes.long);
				pieces.push(bytes.subarray(at, start));
				if (start < length) this.#run = new Run(this.#base + start, this.#sizes);
				at = start;
				continue;
			}
			const end = endOfRun(bytes, at);
			pieces.push(...this.#run.take(bytes.subarray(at, end)));
			at = end;
			this.#backslash = end === length - 1 && bytes[end] === BACKSLASH;
			if (this.#backslash) break;
			if (end < length) pieces.push(...this.#endRun(this.#base + end));
		}
		this.#base += at;
		return pieces;
	}

	/** What is left when the body has come to its end. */
	end(): Uint8Array[] {
		const pieces = this.#endRun(this.#base);
		return this.#backslash ? [...pieces, Uint8Array.of(BACKSLASH)] : pieces;
	}

	/** Whether a text holds a mark of this body, or a part of one. */
	markIn(text: string): boolean {
		return text.includes(this.#name);
	}

	/** A value that is one marked run, and nothing else; undefined for any other. */
	markedRun(value: string): MarkedRun | undefined {
		const found = this.#mark.exec(value);
		const [, head = "", from, to, padding = ""] = found ?? [];
		if (found === null || this.markIn(head)) return undefined;
		return { head, part: { from: Number(from), to: Number(to) }, padding };
	}

	#endRun(to: number): Uint8Array[] {
		const left = this.#run?.end(to) ?? [];
		this.#run = undefined;
		if (Array.isArray(left)) return left;
		this.marks += 1;
		return [Buffer.from(`${this.#name}${left.from}/${left.to}/`, "latin1")];
	}
}

/** One run, as far as it has come. */
class Run {
	readonly #from: number;
	readonly #sizes: Sizes;
	/** The first bytes, which were handed on. */
	#headBytes = 0;
	#mayBeNumber = true;
	/** What came after them, while the run may still be short. */
	#held: Uint8Array[] | undefined = [];
	#heldBytes = 0;

	constructor(from: number, sizes: Sizes) {
		this.#from = from;
		this.#sizes = sizes;
	}

	/** @returns what of these bytes stays */
	take(bytes: Uint8Array): Uint8Array[] {
		const head = bytes.subarray(0, this.#headEnd(bytes));
		this.#headBytes += head.length;
		this.#mayBeNumber &&= !notOfNumbers.test(Buffer.from(head).toString("latin1"));
		const rest = bytes.subarray(head.length);
		if (rest.length === 0 || this.#mayBeNumber) return [bytes];
		this.#heldBytes += rest.length;
		if (this.#headBytes + this.#heldBytes >= this.#sizes.long) this.#held = undefined;
		this.#held?.push(Buffer.from(rest));
		return [head];
	}

	/** What was not handed on: bytes that stay after all, or the part that is left out. */
	end(to: number): Uint8Array[] | BodyPart {
		return this.#held ?? { from: this.#from + this.#headBytes, to };
	}

	/** Never between a backslash and its slash. */
	#headEnd(bytes: Uint8Array): number {
		const end = Math.max(0, this.#sizes.head - this.#headBytes);
		return bytes[end - 1] === BACKSLASH ? end + 1 : end;
	}
}

/** Where the first run begins that is long, or that the next chunk may go on with. */
function longOrLastRun(bytes: Uint8Array, from: number, long: number): number {
	const { length } = bytes;
	for (let at = from; at < length; ) {
		while (at < length && inRuns[bytes[at] ?? 0] !== 1) at += 1;
		const end = endOfRun(bytes, at);
		const mayGoOn = end === length || (end === length - 1 && bytes[end] === BACKSLASH);
		if (mayGoOn || end - at >= long) return at;
		at = end;
	}
	return length;
}

function endOfRun(bytes: Uint8Array, from: number): number {
	const { length } = bytes;
	let at = from;
	while (at < length) {
		if (inRuns[bytes[at] ?? 0] === 1) at += 1;
		else if (bytes[at] === BACKSLASH && bytes[at + 1] === SLASH) at += 2;
		else break;
	}
	return at;
}
