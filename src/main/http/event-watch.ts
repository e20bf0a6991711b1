import { beginsStream, type SseEvent, SseReader } from "./sse-reader.ts";

/** Long enough to tell `event:` from anything else. */
const TELLING_BYTES = 16;

/** Takes a body as it comes. */
export type EventWatch = {
	readonly take: (chunk: Uint8Array) => void;
	/** For a body that has come whole. */
	readonly end: () => void;
};

/**
 * Hands on the events of a body that turns out to be a stream; of any other body nothing.
 * @param onEvent once it throws it hears of no further event
 * @param onFault hears what `onEvent` threw, and must not throw itself
 */
export function watchEvents(
	contentType: string,
	onEvent: (event: SseEvent) => void,
	onFault: (thrown: unknown) => void,
): EventWatch {
	const reader = new SseReader();
	let streams: boolean | undefined;
	let beginning = Buffer.alloc(0);
	const handOn = (events: readonly SseEvent[]) => {
		try {
			for (const event of events) onEvent(event);
		} catch (thrown) {
			streams = false;
			onFault(thrown);
		}
	};
	return {
		take: (chunk) => {
			let next = chunk;
			if (streams === undefined) {
				next = Buffer.concat([beginning, withoutLeadingSpace(chunk, beginning.length)]);
				const text = Buffer.from(next.subarray(0, TELLING_BYTES)).toString("utf8");
				streams = beginsStream(text, contentType);
				beginning = streams === undefined ? Buffer.from(next) : Buffer.alloc(0);
			}
			if (streams) handOn(reader.feed(next));
		},
		end: () => {
			if (streams) handOn(reader.end());
		},
	};
}

/** Some relays send spaces to keep a connection alive; however many come, none is held. */
function withoutLeadingSpace(chunk: Uint8Array, before: number): Uint8Array {
	if (before > 0) return chunk;
	const first = chunk.findIndex((byte) => !leading.has(byte));
	return first < 0 ? chunk.subarray(0, 0) : chunk.subarray(first);
}

/** Spaces, line ends, and the bytes of a byte order mark. */
const leading = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
