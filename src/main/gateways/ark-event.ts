import { z } from "zod";
import type { SseEvent } from "../http/sse-reader.ts";
import { errorObjectWords, errorWords, parseJson } from "./error-words.ts";
import type { ReplyContext, StreamPart } from "./gateway-adapter.ts";
import { gatewayError } from "./gateway-error.ts";
import { deliveredAs, deliveredOf } from "./picture-delivery.ts";
import { type ReadEntry, readPictures } from "./picture-reply.ts";
import { salvagePictures } from "./salvage-pictures.ts";

/** How the types of Ark's events end (gateway reference 5.6, read 2026-11-21). */
const kinds = [
	"partial_succeeded",
	"partial_failed",
	"partial_image",
	"completed",
	"error",
] as const;

/** The code of a frame after which no other comes (gateway reference 5.6). */
const LAST_CODE = "InternalServiceError";

const EventData = z.object({
	type: z.string().optional().catch(undefined),
	image_index: z.number().optional().catch(undefined),
	data: z.unknown().optional(),
	error: z.unknown().optional(),
});
type EventData = z.infer<typeof EventData>;

/**
 * What one event of Ark's stream tells. Its data counts, and the `type` in there before the event's
 * name; an event nobody knows tells nothing, unless a picture is in it. Pictures that are drafts of
 * others (`partial_image`) are left out.
 */
export function readArkEvent(event: SseEvent, context: ReplyContext): readonly StreamPart[] {
	const text = event.data.trim();
	if (text === "" || text === "[DONE]") return [];
	const values = jsonValues(text);
	if (values !== undefined) return values.flatMap((value) => partsOf(value, event.event, context));
	if (kindOf(event.event) === "error") return [failed({ message: text.slice(0, 2_000) }, context)];
	return salvagedParts(event);
}

/** Whole pictures in an event that cannot be read, such as one that was cut short. */
export function salvagedParts({ event, data }: SseEvent): readonly StreamPart[] {
	if (kindOf(event) === "partial_image" || data.includes(".partial_image")) return [];
	const found = salvagePictures(data);
	const index = /"image_index"\s*:\s*(\d{1,3})\b/.exec(data)?.[1];
	return found.map((body) => ({
		kind: "picture",
		...(index !== undefined && found.length === 1 && { index: Number(index) }),
		delivered: deliveredAs(body),
	}));
}

function partsOf(value: unknown, name: string, context: ReplyContext): readonly StreamPart[] {
	const data = EventData.safeParse(value).data;
	if (data === undefined) return [];
	const kind = kindOf(data.type ?? "") ?? kindOf(name);
	if (kind === "partial_image") return [];
	const own = ownPicture(value, data, context);
	const error = errorObjectWords(value);
	if (kind === "completed") {
		// A list in here would be the pictures that have come one by one, once more.
		return [...own, ...(error === undefined ? [] : [failed(value, context)]), endOf(value)];
	}
	if (own.length > 0) return own;
	if (Array.isArray(data.data)) return plainReply(value, context);
	if (kind === "partial_failed" || (error !== undefined && data.image_index !== undefined)) {
		return failedFrame(data, context);
	}
	if (error !== undefined) return [failed(value, context)];
	const said = kind === "error" ? errorWords(value) : undefined;
	return said === undefined ? [] : [failed(said, context)];
}

/** An error beside a picture is a remark: the picture counts. */
function ownPicture(value: unknown, data: EventData, context: ReplyContext): StreamPart[] {
	const [own] = readPictures({ data: [value] })?.entries ?? [];
	if (own === undefined || !("picture" in own)) return [];
	return [pictureOf(own, data.image_index, context)];
}

/** A whole reply that came as one event, as relays do that only look like streaming. */
function plainReply(value: unknown, context: ReplyContext): StreamPart[] {
	const entries = readPictures(value)?.entries ?? [];
	return [
		...entries.map((entry, index) => pictureOf(entry, index, context)),
		errorObjectWords(value) === undefined ? endOf(value) : failed(value, context),
	];
}

function failedFrame({ image_index, error }: EventData, context: ReplyContext): StreamPart[] {
	const frame = pictureOf({ error }, image_index, context);
	const last = errorObjectWords({ error })?.code?.startsWith(LAST_CODE) === true;
	return last ? [frame, { kind: "ended" }] : [frame];
}

function pictureOf(entry: ReadEntry, index: number | undefined, context: ReplyContext): StreamPart {
	const delivered = deliveredOf(entry, context);
	return { kind: "picture", ...(index !== undefined && { index }), delivered };
}

function endOf(value: unknown): StreamPart {
	const read = readPictures(value);
	return {
		kind: "ended",
		...(read?.images !== undefined && { charged: { images: read.images } }),
		...(read?.id !== undefined && { remoteId: read.id }),
	};
}

/** @param said as the body of an error reply */
function failed(said: unknown, context: ReplyContext): StreamPart {
	const body = JSON.stringify(said);
	return { kind: "failed", error: gatewayError({ status: 200, headers: {}, body }, context) };
}

function kindOf(name: string): (typeof kinds)[number] | undefined {
	return kinds.find((kind) => name === kind || name.endsWith(`.${kind}`));
}

/**
 * The values of an event: mostly one. Where the blank line between events is missing, several stand
 * one under the other, and a `}` followed by a `{` is where one ends, for inside JSON it cannot be.
 */
function jsonValues(text: string): readonly unknown[] | undefined {
	const whole = parseJson(text);
	if (whole !== undefined) return [whole];
	const parts = text.split(/(?<=\})[^\S\n]*\n\s*(?=\{|\[DONE\])/).map((part) => part.trim());
	const values = parts.filter((part) => part !== "[DONE]").map(parseJson);
	return values.includes(undefined) || values.length === 0 ? undefined : values;
}
