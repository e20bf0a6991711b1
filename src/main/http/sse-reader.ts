import { StringDecoder } from "node:string_decoder";
import { createParser } from "eventsource-parser";

/** One event of a stream. */
export type SseEvent = {
	/** `event:`; `message` when the stream names none. */
	readonly event: string;
	readonly data: string;
};

/**
 * A picture of 4096 x 4096 as PNG is 50 MB at the most, 67 MB as base64. A longer event is passed
 * over, for the whole stream is in its file anyway.
 */
export const MAX_EVENT_CHARS = 96 * 1024 * 1024;

/** Longer indents are no JSON that a program wrote. */
const MAX_INDENT = 200;

const COMMENT = ":";
const fields = ["data:", "event:", "id:", "retry:", COMMENT];
/** How lines of a pretty-printed value begin. */
const beginsLikeJson = /^[{}[\]",\d-]/;

/**
 * Reads a stream of server-sent events out of its bytes, however they were cut on the way. The
 * protocol is the parser's; in front of it stands what gateways do beside the protocol (gateway
 * reference 5.6): JSON over several lines without `data:`, indented fields, a last event without
 * the blank line after it. Never throws; holds one event and no more.
 */
export class SseReader {
	readonly #decoder = new StringDecoder("utf8");
	readonly #events: SseEvent[] = [];
	readonly #parser;
	/** The beginning of a line that does not say yet what the line is; nothing once it has been told. */
	#head: string | undefined = "";
	#anything = false;
	#afterCarriageReturn = false;
	/** The present event is longer than is held: the rest of it is passed over. */
	#tooLong = false;

	constructor(maxEventChars = MAX_EVENT_CHARS) {
		this.#parser = createParser({
			maxBufferSize: maxEventChars,
			onEvent: ({ event = "message", data }) => this.#events.push({ event, data }),
			onError: ({ type }) => {
				if (type === "max-buffer-size-exceeded") this.#tooLong = true;
			},
		});
	}

	/** @returns the events that these bytes completed */
	feed(chunk: Uint8Array): SseEvent[] {
		this.#read(this.#decoder.write(chunk));
		return this.#events.splice(0);
	}

	/** As `feed`, for a body that was kept as text. */
	feedText(text: string): SseEvent[] {
		this.#read(text);
		return this.#events.splice(0);
	}

	/** For a stream that has come to its end. @returns the event it ended in, if it did */
	end(): SseEvent[] {
		this.#read(`${this.#decoder.end()}\n\n`);
		return this.#events.splice(0);
	}

	#read(text: string): void {
		if (text === "") return;
		let at = 0;
		if (!this.#anything && text.startsWith("\uFEFF")) at = 1;
		this.#anything = true;
		if (this.#afterCarriageReturn && text[at] === "\n") at += 1;
		this.#afterCarriageReturn = false;
		const lineEnd = /\r\n?|\n/g;
		lineEnd.lastIndex = at;
		for (let end = lineEnd.exec(text); end !== null; end = lineEnd.exec(text)) {
			this.#goOnWithLine(text.slice(at, end.index));
			this.#endLine();
			at = lineEnd.lastIndex;
			this.#afterCarriageReturn = at === text.length && end[0] === "\r";
		}
		if (at < text.length) this.#goOnWithLine(text.slice(at));
	}

	#goOnWithLine(piece: string): void {
		if (this.#head === undefined) {
			this.#parse(piece);
			return;
		}
		this.#head += piece;
		const line = this.#head.trimStart();
		if (this.#head.length - line.length > MAX_INDENT) {
			this.#parse(COMMENT);
		} else if (beginsLikeJson.test(line)) {
			this.#parse(`data: ${this.#head}`);
		} else if (couldBecomeField(line)) {
			return;
		} else {
			this.#parse(line);
		}
		this.#head = undefined;
	}

	#endLine(): void {
		const rest = this.#head?.trimStart();
		if (rest !== undefined) this.#parse(rest);
		this.#head = "";
		if (rest === "" && this.#tooLong) {
			this.#parser.reset();
			this.#tooLong = false;
		} else {
			this.#parse("\n");
		}
	}

	#parse(text: string): void {
		if (!this.#tooLong) this.#parser.feed(text);
	}
}

/**
 * Whether a reply is a stream, by how it begins: the type it was given says nothing reliable
 * (gateway reference 4.2), so it decides only where the beginning does not.
 * @param beginning of the body; a byte order mark and spaces are passed over
 * @returns nothing while the beginning is too short to tell
 */
export function beginsStream(beginning: string, contentType: string): boolean | undefined {
	const text = beginning.trimStart();
	if (/^[{[<]/.test(text)) return false;
	if (fields.some((field) => text.startsWith(field))) return true;
	if (couldBecomeField(text)) return undefined;
	return /^\s*text\/event-stream/i.test(contentType);
}

function couldBecomeField(line: string): boolean {
	return fields.some((field) => field !== line && field.startsWith(line));
}
