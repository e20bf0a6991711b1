import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import { createConnections } from "./connections.ts";
import { type Download, type DownloadOptions, download } from "./download.ts";
import { createExchange, type SendOptions } from "./exchange.ts";
import type { HttpReply, HttpRequest } from "./http-message.ts";
import { readText, type SpooledReply, spoolReply } from "./reply-reading.ts";
import { answerTooLarge } from "./send-failure.ts";
import type { Transport } from "./transport.ts";

export type SendToFileOptions = SendOptions & {
	/**
	 * Where the reply goes. It is written beside this name with `.part` at its end, and renamed
	 * after fsync: a file of this name is always a whole reply.
	 */
	readonly path: string;
	/** Called when the gateway has begun to answer, before the body is read. */
	readonly onHeaders?: (head: Pick<HttpReply, "status" | "headers">) => void;
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
	 * The file is opened before the request is sent, so a folder that cannot be written to costs nothing.
	 */
	readonly sendToFile: (request: HttpRequest, options: SendToFileOptions) => Promise<SpooledReply>;
	/** Fetches a result link to a file. Never carries a key. */
	readonly download: (url: string, options: DownloadOptions) => Promise<Download>;
	/** Ends open connections. */
	readonly close: () => Promise<void>;
};

/**
 * @param ports.transports schemes served without a network, by name with the colon, such as `demo:`
 * @param ports.userAgent sent with every request; some gateways refuse requests without one
 */
export function createHttpClient(ports: {
	readonly transports?: Readonly<Record<string, Transport>>;
	readonly clock: Clock;
	readonly log: Log;
	readonly userAgent?: string;
}): HttpClient {
	const { transports = {}, clock, log, userAgent = "Seedcase" } = ports;
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
				onHeaders: options.onHeaders,
				tooLarge: (limit) => answerTooLarge(request, options.gatewayTitle, limit),
			}),
		download: (url, options) => download(url, options, exchange),
		close: connections.close,
	};
}
