import type { AppError } from "../../contract/errors.ts";
import type { Charge } from "../../contract/money.ts";
import type {
	Delivered,
	ReplyContext,
	StreamPart,
	StreamReading,
} from "../gateways/gateway-adapter.ts";
import { placeOf } from "../gateways/stream-places.ts";
import { type SseEvent, SseReader } from "../http/sse-reader.ts";

/** A picture, or the refusal of one, and its place in the job. */
export type PlacedPicture = { readonly index: number; readonly delivered: Delivered };

/** What the events of one stream tell. The same events always give the same places. */
export class StreamTale {
	readonly #stream: StreamReading;
	readonly #context: () => ReplyContext;
	readonly #places = new Set<number>();
	/** Everything has come, or the gateway has said that no more will. */
	over = false;
	charged: Charge | undefined;
	remoteId: string | undefined;
	/** The request as a whole failed. */
	failed: AppError | undefined;

	constructor(stream: StreamReading, context: () => ReplyContext) {
		this.#stream = stream;
		this.#context = context;
	}

	/** @returns the pictures that this event brought; one that cannot be read brings none */
	hear(event: SseEvent): PlacedPicture[] {
		const brought: PlacedPicture[] = [];
		// How OpenAI-like streams end, whether or not an event said so before (gateway reference 5.6).
		if (event.data.trim() === "[DONE]") this.over = true;
		for (const part of this.#read(event)) {
			if (part.kind === "picture") {
				const index = placeOf(part.index, this.#places);
				this.#places.add(index);
				brought.push({ index, delivered: part.delivered });
				continue;
			}
			this.over = true;
			if (part.kind === "failed") this.failed ??= part.error;
			else {
				this.charged = part.charged ?? this.charged;
				this.remoteId = part.remoteId ?? this.remoteId;
			}
		}
		return brought;
	}

	#read(event: SseEvent): readonly StreamPart[] {
		try {
			return this.#stream.readEvent(event, this.#context());
		} catch {
			return [];
		}
	}

	/** The pictures of a whole body, or of the beginning of one, as they come. */
	async *hearAll(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<PlacedPicture> {
		const reader = new SseReader();
		for await (const chunk of chunks) {
			for (const event of reader.feed(chunk)) yield* this.hear(event);
		}
		for (const event of reader.end()) yield* this.hear(event);
	}
}
