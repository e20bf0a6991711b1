import { appError } from "../../contract/errors.ts";
import type { HttpReply } from "../http/http-message.ts";
import { beginsStream, type SseEvent, SseReader } from "../http/sse-reader.ts";
import { readArkEvent, salvagedParts } from "./ark-event.ts";
import { requestIdOf } from "./error-words.ts";
import type {
	Delivered,
	Delivery,
	ReplyContext,
	StreamPart,
	StreamReading,
} from "./gateway-adapter.ts";
import { emptyAnswer, refused } from "./picture-delivery.ts";
import { readPictureSubmission } from "./picture-submission.ts";
import { placeOf } from "./stream-places.ts";

/** Characters of a kept body that go to the reader at a time. */
const STEP = 1024 * 1024;

/** How Ark and the relays before it stream (gateway reference 5.6, read 2026-11-21). */
export const arkStream: StreamReading = { readEvent: readArkEvent };

/**
 * Reads a 2xx reply that has been read whole, or what came of it, and is either a stream or plain
 * JSON: what was asked for says nothing, the first characters do. Every picture has the place
 * (`placeOf`) that it had while the stream came in. A stream that broke off gives its whole
 * pictures, and one more entry that says that the rest did not come.
 * @throws AppError when there is no picture: what the stream says failed, `empty-answer`, or what
 * `readPictureSubmission` throws
 */
export function readStreamedOrPlain(reply: HttpReply, context: ReplyContext): Delivery {
	const streamed = beginsStream(reply.body, reply.headers["content-type"] ?? "") === true;
	return streamed ? readStream(reply, context) : readPictureSubmission(reply, context);
}

function readStream(reply: HttpReply, context: ReplyContext): Delivery {
	const told = new Telling();
	for (const event of eventsOf(reply.body)) {
		told.done ||= event.data.trim() === "[DONE]";
		for (const part of readArkEvent(event, context)) told.hear(part);
	}
	if (told.pictures.size === 0 && told.failure === undefined) {
		// Events nobody knows can still hold pictures, and they are paid for.
		for (const event of eventsOf(reply.body)) {
			for (const part of salvagedParts(event)) told.hear(part);
		}
	}
	const [first, ...rest] = inPlaces(told.pictures, context);
	if (first === undefined) throw told.failure ?? emptyAnswer(context);
	const remoteId = told.remoteId ?? requestIdOf(reply.headers);
	const { charged } = told;
	return {
		kind: "delivered",
		delivered: [first, ...rest, ...endingOf(told, context)],
		...(remoteId !== undefined && { remoteId }),
		...(charged !== undefined && { charged }),
	};
}

function* eventsOf(body: string): Generator<SseEvent> {
	const reader = new SseReader();
	for (let at = 0; at < body.length; at += STEP) {
		yield* reader.feedText(body.slice(at, at + STEP));
	}
	yield* reader.end();
}

/** What a stream has told so far. */
class Telling {
	readonly pictures = new Map<number, Delivered>();
	failure: Extract<StreamPart, { kind: "failed" }>["error"] | undefined;
	charged: Delivery["charged"];
	remoteId: string | undefined;
	done = false;

	hear(part: StreamPart): void {
		switch (part.kind) {
			case "picture":
				this.pictures.set(placeOf(part.index, this.pictures.keys()), part.delivered);
				break;
			case "ended":
				this.done = true;
				this.charged = part.charged ?? this.charged;
				this.remoteId = part.remoteId ?? this.remoteId;
				break;
			case "failed":
				this.failure ??= part.error;
				break;
		}
	}
}

/** A list without holes, so that a picture's place in it is its place in the stream. */
function inPlaces(pictures: Telling["pictures"], context: ReplyContext): Delivered[] {
	const length = Math.max(-1, ...pictures.keys()) + 1;
	return Array.from({ length }, (_, place) => pictures.get(place) ?? refused(emptyAnswer(context)));
}

/** Why less came than was to come, as an entry of its own. */
function endingOf({ failure, done }: Telling, { gatewayTitle }: ReplyContext): Delivered[] {
	if (failure !== undefined) return [refused(failure)];
	if (done) return [];
	return [refused(appError("connection-lost", { gateway: gatewayTitle, code: "stream-cut" }))];
}
