import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { Session } from "electron";
import { AppError, type ErrorReason } from "../../contract/errors.ts";
import type { IncomingToken } from "../../contract/ids.ts";
import { INCOMING_URL, MEDIA_SCHEME } from "../../contract/media.ts";
import { isTrustedFrame } from "../ipc/trusted-sender.ts";
import type { answerMedia } from "../library/media.ts";
import { createAbandonedRequests } from "./abandoned-requests.ts";

/** What Chromium says of a request whose picture was taken out of the page (net_error_list.h). */
const ABORTED = "net::ERR_ABORTED";

export type MediaDoors = {
	/** The studio's page; requests of another origin are refused, and it alone hands bytes over. */
	readonly pageUrl: string;
	readonly answer: (url: string, signal: AbortSignal) => ReturnType<typeof answerMedia>;
	/** @throws AppError when there is too much, or the disk cannot hold it */
	readonly receive: (bytes: AsyncIterable<Uint8Array>) => Promise<IncomingToken>;
};

/** Binds `media://` to the library's answers; what is not an id never reaches the disk. */
export function serveMedia(session: Session, doors: MediaDoors): void {
	// A handler is not told who asks (Electron 42 sends it no `Origin`), and nothing else checks it.
	session.webRequest.onBeforeRequest({ urls: [`${MEDIA_SCHEME}://*/*`] }, (details, answer) => {
		const { frame, url } = details;
		const asking = frame && { url: frame.url, isTop: frame.parent === null };
		answer({ cancel: !mayAsk(url, asking ?? undefined, doors.pageUrl) });
	});
	const requests = createAbandonedRequests();
	session.webRequest.onErrorOccurred({ urls: [`${MEDIA_SCHEME}://*/*`] }, ({ url, error }) => {
		if (error === ABORTED) requests.abandon(url);
	});
	session.protocol.handle(MEDIA_SCHEME, async (request) => {
		const { signal, end } = requests.begin(request.url);
		return respondToMedia(request, doors, signal).finally(end);
	});
}

/**
 * Whether a page may make a request of `media://`: the app's own may read, the studio's alone may hand bytes over.
 * @param frame undefined when it is not known, as for a frame that has just gone
 */
export function mayAsk(
	url: string,
	frame: { readonly url: string; readonly isTop: boolean } | undefined,
	pageUrl: string,
): boolean {
	if (frame === undefined || !isTrustedFrame(frame, pageUrl)) return false;
	return !url.startsWith(INCOMING_URL) || new URL(frame.url).pathname === new URL(pageUrl).pathname;
}

/**
 * One answer of `media://`, to a page that may ask.
 * @param signal ends the making of what nobody waits for any more
 */
export async function respondToMedia(
	request: Request,
	doors: MediaDoors,
	signal: AbortSignal = request.signal,
): Promise<Response> {
	// Node knows no origin of an app's own scheme.
	const { protocol, host } = new URL(doors.pageUrl);
	const headers = { "access-control-allow-origin": `${protocol}//${host}` };
	if (request.url === INCOMING_URL) return receive(request, doors, headers);
	if (request.method !== "GET") return new Response(null, { status: 405, headers });
	const found = await doors.answer(request.url, signal);
	if (found.status !== 200) return new Response(null, { status: found.status, headers });
	const body = Readable.toWeb(createReadStream(found.path)) as ReadableStream<Uint8Array>;
	return new Response(body, {
		headers: {
			...headers,
			"content-type": found.contentType,
			"cache-control": found.immutable ? "private, max-age=31536000, immutable" : "no-store",
			"x-content-type-options": "nosniff",
		},
	});
}

type Headers = Readonly<Record<string, string>>;

/** What a page's script can tell apart without reading the body (RFC 9110, RFC 4918). */
const statusOf: Partial<Record<ErrorReason, number>> = {
	"reference-too-large": 413,
	"reference-not-a-picture": 400,
	"disk-full": 507,
};

async function receive(request: Request, doors: MediaDoors, more: Headers): Promise<Response> {
	const headers = { ...more, "cache-control": "no-store" };
	if (request.method !== "POST") return new Response(null, { status: 405, headers });
	try {
		const token = await doors.receive(request.body ?? nothing());
		return Response.json({ token }, { headers });
	} catch (thrown) {
		const { failure } = AppError.from(thrown);
		return Response.json({ error: failure }, { status: statusOf[failure.reason] ?? 500, headers });
	}
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
