import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError, appError } from "../../contract/errors.ts";
import { storageError } from "../foundation/storage-error.ts";
import { InsideAddressError } from "./connections.ts";
import type { Exchange } from "./exchange.ts";
import { retryAfterMs } from "./http-message.ts";
import { checkedLink, type LinkRules, namesInside, shownLink } from "./link-rules.ts";
import { judgeFirstBytes } from "./picture-bytes.ts";
import { faultCode } from "./send-failure.ts";
import { SpentChunks } from "./spent-chunks.ts";
import type { StreamedReply } from "./transport.ts";
import type { OpenReply } from "./wire.ts";

const MAX_BYTES = 200 * 1024 * 1024;
const MAX_REDIRECTS = 5;
const IDLE_MS = 30_000;
const TOTAL_MS = 20 * 60_000;

export type DownloadOptions = {
	/** The file to write; it is complete and fsynced when the promise resolves, and removed when it rejects. */
	readonly path: string;
	readonly signal: AbortSignal;
	/** For sentences. */
	readonly gatewayTitle: string;
	/** True only for accounts whose own base URL is on this computer: then links may lead here too. */
	readonly allowLoopback?: boolean;
	/**
	 * True: an address the designer gave instead of a result that was paid for. Plain http will do, no
	 * scheme of the app's own will, and whatever comes is kept for the caller to look at.
	 */
	readonly ofTheWeb?: boolean;
	/** Hears of the reply that is about to be kept; what it throws ends the download. */
	readonly onHead?: (head: {
		readonly headers: StreamedReply["headers"];
		/** After redirects. */
		readonly url: string;
	}) => void;
	/** Default 200 MB. */
	readonly maxBytes?: number;
	/** The longest time without a byte; default 30 s. */
	readonly idleMs?: number;
	/** The longest time for everything; default 20 min. */
	readonly totalMs?: number;
	/** Hears how much has arrived, and how much there is when the server says so. */
	readonly onProgress?: (bytes: number, of: number | undefined) => void;
};

export type Download = {
	readonly bytes: number;
	/** 64 lower-case hexadecimal digits. */
	readonly sha256: string;
	/** As the server says; empty when it does not. */
	readonly contentType: string;
};

/**
 * Fetches a result link to a file. A link is unusable by what it says; an outside name that the
 * network at hand leads to an inside address is only interrupted, because a hotel's sign-in page does the same.
 * A failed answer's status and `Retry-After` are in `httpStatus` and `retryAfterMs`.
 * @param ports.now for a `Retry-After` that is a date, ms
 * @throws AppError `link-unusable`, `link-expired`, `download-failed`, `download-interrupted`,
 * `result-not-a-picture`, `result-too-large`, `cancelled`, or a storage error
 */
export async function download(
	link: string,
	options: DownloadOptions,
	ports: Pick<Exchange, "fetch" | "schemes"> & { readonly now: () => number },
): Promise<Download> {
	const { fetch, schemes, now } = ports;
	const limit = AbortSignal.timeout(options.totalMs ?? TOTAL_MS);
	const signal = AbortSignal.any([options.signal, limit]);
	const { gatewayTitle, allowLoopback = false, ofTheWeb = false } = options;
	const opens = ofTheWeb ? { schemes: [], allowHttp: true } : { schemes };
	const rules = { gatewayTitle, allowLoopback, ...opens };
	try {
		const { reply, url } = await follow(link, rules, {
			now,
			fetchOne: (url) => fetch({ url, signal, silenceMs: options.idleMs ?? IDLE_MS }),
		});
		try {
			options.onHead?.({ headers: reply.headers, url: url.href });
			return await keep(reply, options);
		} finally {
			reply.giveUp();
		}
	} catch (thrown) {
		if (options.signal.aborted) throw appError("cancelled", {}, { cause: thrown });
		if (thrown instanceof AppError) throw thrown;
		if (thrown instanceof InsideAddressError && namesInside(thrown.hostname)) {
			const facts = { gateway: gatewayTitle, link: shownLink(link) };
			throw appError("link-unusable", facts, { cause: thrown });
		}
		throw appError("download-interrupted", { code: faultCode(thrown) }, { cause: thrown });
	}
}

/** Follows redirects by hand, so that every hop is held to the same rules. */
async function follow(
	link: string,
	rules: LinkRules,
	{ fetchOne, now }: { fetchOne: (url: URL) => Promise<OpenReply>; now: () => number },
): Promise<{ readonly reply: OpenReply; readonly url: URL }> {
	let url = checkedLink(link, rules);
	for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
		const reply = await fetchOne(url);
		const next = isRedirect(reply.status) ? reply.headers.location : undefined;
		if (reply.status >= 200 && reply.status < 300) return { reply, url };
		reply.giveUp();
		if (next === undefined) throw statusError(reply, now());
		url = checkedLink(next, rules, url);
	}
	throw appError("link-unusable", { gateway: rules.gatewayTitle, link: shownLink(link) });
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);

/** A link that is refused or gone is told from one whose server has trouble. */
function statusError(reply: StreamedReply, now: number): AppError {
	const { status } = reply;
	const gone = [401, 403, 404, 410].includes(status);
	return appError(
		gone ? "link-expired" : "download-failed",
		{ status },
		{ httpStatus: status, retryAfterMs: retryAfterMs(reply, now) },
	);
}

async function keep(reply: StreamedReply, options: DownloadOptions): Promise<Download> {
	const { path, maxBytes = MAX_BYTES, onProgress } = options;
	const { headers } = reply;
	const contentType = headers["content-type"] ?? "";
	const said = headers["content-encoding"] === undefined ? headers["content-length"] : undefined;
	const expected = said === undefined ? undefined : Number(said);
	if (expected !== undefined && expected > maxBytes) throw tooLarge(maxBytes);
	const hash = createHash("sha256");
	const first = options.ofTheWeb ? undefined : judgeFirstBytes(contentType);
	const spent = new SpentChunks();
	let bytes = 0;
	const onDisk = failingAs(path);
	const file = await onDisk(open(path, "w"));
	try {
		for await (const chunk of reply.body) {
			bytes += chunk.length;
			if (bytes > maxBytes) throw tooLarge(maxBytes);
			first?.take(chunk);
			hash.update(chunk);
			await onDisk(file.writeFile(chunk));
			spent.add(chunk);
			onProgress?.(bytes, expected);
		}
		first?.end();
		if (expected !== undefined && bytes !== expected) throw appError("download-interrupted");
		await onDisk(file.sync());
		await onDisk(file.close());
	} catch (thrown) {
		await file.close().catch(() => {});
		await rm(path, { force: true }).catch(() => {});
		throw thrown;
	}
	return { bytes, sha256: hash.digest("hex"), contentType };
}

/** Names what goes wrong on the disk, so that it is not taken for the network. */
function failingAs(path: string) {
	return <T>(work: Promise<T>): Promise<T> =>
		work.catch((thrown: unknown) => {
			throw storageError(thrown, dirname(path));
		});
}

function tooLarge(maxBytes: number): AppError {
	return appError("result-too-large", { limit: `${Math.round(maxBytes / 1024 / 1024)} MB` });
}
