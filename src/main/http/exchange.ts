import type { Dispatcher } from "undici";
import { type AppError, appError } from "../../contract/errors.ts";
import type { Clock } from "../foundation/clock.ts";
import { isLoopbackHost } from "../foundation/host-rules.ts";
import { type Log, scrub } from "../foundation/log.ts";
import type { Connections } from "./connections.ts";
import { asksForWork, type HttpRequest } from "./http-message.ts";
import { headersWithKey } from "./key-header.ts";
import { faultCode, sendFailure } from "./send-failure.ts";
import type { StreamedReply, Transport } from "./transport.ts";
import { type OpenReply, openReply, type WireRequest } from "./wire.ts";

type Ports = {
	readonly transports: Readonly<Record<string, Transport>>;
	readonly connections: Connections;
	readonly clock: Clock;
	readonly log: Log;
	readonly userAgent: string;
};

/** What every request to a gateway needs beside the request itself. */
export type SendOptions = {
	/** The account's base URL; the key goes to this origin and to no other. */
	readonly baseUrl: string;
	/** For sentences. */
	readonly gatewayTitle: string;
	/** Needed when the request has `auth`. */
	readonly key?: string;
	readonly signal: AbortSignal;
	/** Called once, right before the first byte can leave; from then on the gateway may have the request. */
	readonly onSent?: () => void;
};

/** A GET without a key, of an address that was checked. */
export type FetchRequest = {
	readonly url: URL;
	readonly signal: AbortSignal;
	/** The longest time without a byte, ms. */
	readonly silenceMs: number;
};

export type Exchange = {
	/** Errors of the reply's body are AppErrors too. */
	readonly send: (request: HttpRequest, options: SendOptions) => Promise<StreamedReply>;
	/** Throws what the connection throws; the caller knows what it means. */
	readonly fetch: (request: FetchRequest) => Promise<OpenReply>;
	/** Served without a network, with the colon. */
	readonly schemes: readonly string[];
};

/** Sends requests over the network or through a transport, and logs each by address, status and time alone. */
export function createExchange(ports: Ports): Exchange {
	return {
		send: (request, options) => sendOne(ports, request, options),
		fetch: (request) => fetchOne(ports, request),
		schemes: Object.keys(ports.transports),
	};
}

async function sendOne(
	ports: Ports,
	request: HttpRequest,
	options: SendOptions,
): Promise<StreamedReply> {
	const { signal, baseUrl, gatewayTitle } = options;
	const url = checkedUrl(request.url, ports.transports, gatewayTitle);
	let sent = false;
	const failed = (thrown: unknown): AppError =>
		sendFailure(thrown, {
			request,
			gatewayTitle,
			sent,
			mayCost: sent && asksForWork(request) && ports.transports[url.protocol] === undefined,
			aborted: signal.aborted,
		});
	const headers = {
		"user-agent": ports.userAgent,
		...headersWithKey(request, { baseUrl, gatewayTitle, key: options.key }),
	};
	if (signal.aborted) throw failed(signal.reason);
	const beforeFirstByte = () => {
		options.onSent?.();
		sent = true;
	};
	const logged = logging(ports, request.method, url);
	try {
		const { method, free, body, timeoutMs: silenceMs } = request;
		const wire = { method, free, url, headers, body, signal, silenceMs, beforeFirstByte };
		const { reply, end } = await open(ports, wire);
		logged.replied(reply.status);
		return {
			status: reply.status,
			headers: reply.headers,
			body: wholeBody(reply.body, failed, end),
		};
	} catch (thrown) {
		logged.failed(thrown);
		throw failed(thrown);
	}
}

async function fetchOne(ports: Ports, request: FetchRequest): Promise<OpenReply> {
	const { shared, outside } = ports.connections;
	const headers = { "user-agent": ports.userAgent, accept: "image/*,*/*;q=0.5" };
	const logged = logging(ports, "GET", request.url);
	try {
		const wire: WireRequest = { ...request, method: "GET", headers };
		const dispatcher = isLoopbackHost(request.url.hostname) ? shared : outside;
		const reply = await reach(ports, dispatcher, wire);
		logged.replied(reply.status);
		return reply;
	} catch (thrown) {
		logged.failed(thrown);
		throw thrown;
	}
}

/** A request that asks for work gets a connection of its own, which ends with the reply. */
async function open(
	ports: Ports,
	request: WireRequest,
): Promise<{ readonly reply: OpenReply; readonly end: () => void }> {
	const { connections, transports } = ports;
	const own = asksForWork(request) && transports[request.url.protocol] === undefined;
	if (!own) return { reply: await reach(ports, connections.shared, request), end: () => {} };
	const client = connections.fresh(request.url.origin);
	const end = () => void client.destroy().catch(() => {});
	try {
		return { reply: await reach(ports, client, request), end };
	} catch (thrown) {
		end();
		throw thrown;
	}
}

async function reach(
	{ transports }: Ports,
	dispatcher: Dispatcher,
	request: WireRequest,
): Promise<OpenReply> {
	const { method, url, headers, body, signal, beforeFirstByte } = request;
	const transport = transports[url.protocol];
	if (transport === undefined) return await openReply(dispatcher, request);
	beforeFirstByte?.();
	const reply = await transport({ method, url: url.href, headers, body, signal });
	return { ...reply, giveUp: () => {} };
}

/** http is for this computer alone: a key must not cross a network in the open. */
function checkedUrl(address: string, transports: Ports["transports"], gatewayTitle: string): URL {
	const url = URL.parse(address);
	const fine =
		url !== null &&
		(Object.hasOwn(transports, url.protocol) ||
			url.protocol === "https:" ||
			(url.protocol === "http:" && isLoopbackHost(url.hostname)));
	if (!fine) throw appError("unreachable", { gateway: gatewayTitle, code: "address" });
	return url;
}

async function* wholeBody(
	body: AsyncIterable<Uint8Array>,
	failed: (thrown: unknown) => AppError,
	end: () => void,
): AsyncGenerator<Uint8Array> {
	try {
		yield* body;
	} catch (thrown) {
		throw failed(thrown);
	} finally {
		end();
	}
}

function logging({ clock, log }: Ports, method: string, url: URL) {
	const started = clock.now();
	const facts = () => ({
		method,
		host: url.host,
		path: scrub(url.pathname),
		ms: clock.now() - started,
	});
	return {
		replied: (status: number) => log.info("http", { ...facts(), status }),
		failed: (thrown: unknown) => log.warn("http", { ...facts(), fault: faultCode(thrown) }),
	};
}
