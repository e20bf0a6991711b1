import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Dispatcher } from "undici";
import { chunksOf } from "./body-chunks.ts";
import type { WatchedOptions } from "./first-byte.ts";
import type { HttpRequest } from "./http-message.ts";
import type { StreamedReply } from "./transport.ts";

/** 1 Mbit/s: a slower way out than this counts as no way out. */
const SLOWEST_UPLOAD_BYTES_PER_MS = 125;

/** One HTTP request, complete. */
export type WireRequest = {
	readonly method: HttpRequest["method"];
	readonly free?: true;
	readonly url: URL;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
	readonly signal: AbortSignal;
	/** The longest time without a byte of the reply, ms; the time to send the body comes on top. */
	readonly silenceMs: number;
	/** Called once the connection stands and right before the first byte is written to it. */
	readonly beforeFirstByte?: () => void;
};

/** A reply that must be read to its end or given up. */
export type OpenReply = StreamedReply & { readonly giveUp: () => void };

/**
 * Sends one request and waits for the head of its reply. Throws what undici throws, or the
 * signal's reason; the body's iterator does the same.
 */
export async function openReply(dispatcher: Dispatcher, request: WireRequest): Promise<OpenReply> {
	const { url, signal, silenceMs, body, beforeFirstByte } = request;
	const uploadMs = (body?.length ?? 0) / SLOWEST_UPLOAD_BYTES_PER_MS;
	const options: Dispatcher.RequestOptions & WatchedOptions = {
		origin: url.origin,
		path: `${url.pathname}${url.search}`,
		method: request.method,
		// Replies are mostly base64 or pictures: packing gains little, and plain bytes can be counted.
		headers: { "accept-encoding": "identity", ...request.headers },
		body,
		signal,
		headersTimeout: Math.ceil(silenceMs + uploadMs),
		bodyTimeout: silenceMs,
		beforeFirstByte,
	};
	const answer = await orAborted(dispatcher.request(options), signal);
	const headers = plainHeaders(answer.headers);
	return {
		status: answer.statusCode,
		headers,
		body: unpacked(answer.body, headers["content-encoding"]),
		giveUp: () => {
			answer.body.on("error", () => {}).destroy();
		},
	};
}

/** undici notices an abort only once the connection stands; whoever pressed Stop does not wait for that. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal.reason);
		if (signal.aborted) stop();
		signal.addEventListener("abort", stop, { once: true });
		promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
	});
}

function plainHeaders(headers: Record<string, string | string[] | undefined>) {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.join(", ") : (value ?? ""),
		]),
	);
}

/** Some servers pack the body although they were asked not to. */
function unpacked(body: Readable, encoding: string | undefined): AsyncIterable<Uint8Array> {
	const unpacker = unpackerFor(encoding?.trim().toLowerCase());
	// Errors of either stream reach whoever iterates over the last one.
	return chunksOf(unpacker === undefined ? body : pipeline(body, unpacker, () => {}));
}

function unpackerFor(encoding: string | undefined) {
	switch (encoding) {
		case "gzip":
		case "x-gzip":
			return createGunzip();
		case "deflate":
			return createInflate();
		case "br":
			return createBrotliDecompress();
		default:
			return undefined;
	}
}
