import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import { createConnections } from "./connections.ts";
import { type Download, type DownloadOptions, download } from "./download.ts";
import { createExchange, type SendOptions } from "./exchange.ts";
import type { HttpReply, HttpRequest } from "./http-message.ts";
import { readText, type SpooledReply, spoolReply } from "./reply-reading.ts";
import { answerTooLarge, faultCode } from "./send-failure.ts";
import { realSpoolDisk, type SpoolDisk } from "./spool-disk.ts";
import type { SseEvent } from "./sse-reader.ts";
import type { Transport } from "./transport.ts";

export type SendToFileOptions = SendOptions & {
	/**
	 * Where the reply goes. It is written beside this name with `.part` at its end, and renamed
	 * after fsync: a file of this name is always a whole reply.
	 *
	 * When a 2xx reply breaks off after its first byte (reset, silence, stop, a full disk, more than
	 * 480 MB), the error is thrown as ever, and what arrived is left as `<path>.broken`: pictures or
	 * links in it are paid for. It is at most 480 MB, replaces an earlier one and is never removed
	 * here. When the app is killed meanwhile, `<path>.part` stays instead; the next send to the same
	 * path overwrites it. Of other replies nothing is kept.
	 *
	 * When the disk fails while the reply comes in, up to 256 MB are given back as `text` without a
	 * `path`, and no file is left.
	 */
	readonly path: string;
	/** Of the body; default, and most, 480 MB. */
	readonly maxBytes?: number;
	/** Called when the gateway has begun to answer, before the body is read. */
	readonly onHeaders?: (head: Pick<HttpReply, "status" | "headers">) => void;
	/**
	 * Called for each event of a 2xx reply that turns out to be a stream, in order and as it comes;
	 * for any other reply never. The first bytes of the body decide, not what was asked for: one that
	 * begins with `{` or `[` is no stream whatever its type says, one that begins with a field is.
	 *
	 * The file stays the whole truth. An event may be missing here (one above 96 MB, or one that the
	 * connection broke off in), and what this throws is logged, ends the events and harms nothing.
	 */
	readonly onEvent?: (event: SseEvent) => void;
};

/**
 * The one way out of the app. Nothing is ever sent twice, and every failure says whether the
 * gateway can have got the request: before the first byte left it is `unreachable` or `cancelled`,
 * afterwards `connection-lost`, `no-answer` or `cancelled-while-sending` for a POST, and
 * `asking-failed` for requests that cost nothing.
 */
export type HttpClient = {
	/** For small replies, at most 4 MB of text. Any status is a reply, not an error. */
	readonly send: (request: HttpRequest, options: SendOptions) => Promise<HttpReply>;
	/**
	 * For a reply that is paid for and may hold whole pictures: spooled to disk before anyone reads it.
	 * The file is opened before the request is sent, so a folder that cannot be written to, or has
	 * less than 32 MB free, costs nothing: `no-room-for-reply`.
	 */
	readonly sendToFile: (request: HttpRequest, options: SendToFileOptions) => Promise<SpooledReply>;
	/** Fetches a result link to a file. Never carries a key. */
	readonly download: (url: string, options: DownloadOptions) => Promise<Download>;
	/** Ends open connections. */
	readonly close: () => Promise<void>;
};

/**
 * @param ports.transports schemes served without a network, by name with the colon, such as `demo:`
 * @param ports.spoolDisk where paid replies go; the real one unless a test stages another
 * @param ports.userAgent sent with every request; some gateways refuse requests without one
 */
export function createHttpClient(ports: {
	readonly transports?: Readonly<Record<string, Transport>>;
	readonly clock: Clock;
	readonly log: Log;
	readonly spoolDisk?: SpoolDisk;
	readonly userAgent?: string;
}): HttpClient {
	const { transports = {}, clock, log, spoolDisk = realSpoolDisk, userAgent = "Seedcase" } = ports;
	const connections = createConnections();
	const exchange = createExchange({ transports, connections, clock, log, userAgent });
	return {
		send: async (request, options) =>
			readText(await exchange.send(request, options), (limit) =>
				answerTooLarge(request, options.gatewayTitle, limit),
			),
		sendToFile: (request, options) =>
			spoolReply(() => exchange.send(request, options), {
				path: options.path,
				disk: spoolDisk,
				maxBytes: options.maxBytes,
				onHeaders: options.onHeaders,
				onEvent: options.onEvent,
				onEventFault: (thrown) =>
					log.warn("events of a reply are no longer read", { fault: faultCode(thrown) }),
				tooLarge: (limit) => answerTooLarge(request, options.gatewayTitle, limit),
			}),
		download: (url, options) => download(url, options, { ...exchange, now: clock.now }),
		close: connections.close,
	};
}
