import { randomUUID } from "node:crypto";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError, appError } from "../../contract/errors.ts";
import type { Reference } from "../../contract/references.ts";
import { isLoopbackHost } from "../foundation/host-rules.ts";
import { storageError } from "../foundation/storage-error.ts";
import type { HttpClient } from "../http/http-client.ts";
import { shownLink } from "../http/link-rules.ts";
import { pictureNameOf } from "./fetch-picture-name.ts";
import type { ReferenceStore } from "./reference-store.ts";

export type FetchPicturePorts = {
	readonly http: Pick<HttpClient, "download">;
	readonly references: Pick<ReferenceStore, "importFile">;
	/** Of the app's own, for files in the making; made when it is not there. */
	readonly folder: string;
	/**
	 * True: an address of this computer itself is fetched from too, though nobody outside is followed
	 * there. Its network's never are.
	 */
	readonly allowLoopback: boolean;
	/** Default two minutes. */
	readonly totalMs?: number;
	/** Default 200 MB. */
	readonly maxBytes?: number;
};

const TOTAL_MS = 2 * 60_000;
const IDLE_MS = 20_000;
const MAX_BYTES = 200_000_000;
/** Before a connection stood; everything else broke off afterwards. */
const noConnection =
	/^(?:ENOTFOUND|EAI_\w+|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|InsideAddressError|CERT_\w+|ERR_TLS_\w+|\w*_CERT\w*)$/;

/**
 * Fetches one picture of the web, without cookies or keys.
 * @throws AppError `web-link-unusable`, `web-picture-needs-login`, `web-picture-gone`,
 * `web-picture-failed`, `unreachable`, `asking-failed`, `reference-too-large`, or one of the store's
 */
export async function fetchPicture(url: string, ports: FetchPicturePorts): Promise<Reference> {
	const { http, references, folder, maxBytes = MAX_BYTES } = ports;
	const parsed = URL.parse(url.trim());
	if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
		throw appError("web-link-unusable", { link: shownLink(url) });
	}
	const host = parsed.hostname;
	const allowLoopback = ports.allowLoopback && isLoopbackHost(host);
	await mkdir(folder, { recursive: true }).catch((thrown: unknown) => {
		throw storageError(thrown, folder);
	});
	const path = join(folder, `${randomUUID()}.download`);
	let name = pictureNameOf(parsed.href, undefined);
	try {
		const { contentType } = await http
			.download(parsed.href, {
				...{ path, allowLoopback, maxBytes },
				signal: new AbortController().signal,
				gatewayTitle: host,
				idleMs: IDLE_MS,
				totalMs: ports.totalMs ?? TOTAL_MS,
				ofTheWeb: true,
				onHead: (head) => {
					name = pictureNameOf(head.url, head.headers["content-disposition"]);
					refuseFilm(head.headers["content-type"], name);
				},
			})
			.catch((thrown: unknown) => {
				throw inOurWords(thrown, { link: url, host, name, maxBytes });
			});
		if (await isPage(path, contentType)) throw appError("web-picture-needs-login", { host });
		return await references.importFile(path, { name });
	} finally {
		await rm(path, { force: true }).catch(() => {});
	}
}

/** What is certainly none is not fetched to its end. */
function refuseFilm(contentType: string | undefined, name: string): void {
	if (/^\s*(?:video|audio|font)\//i.test(contentType ?? "")) {
		throw appError("reference-not-a-picture", { name });
	}
}

/** The bytes count more than what the server calls them; only bytes nobody knows are judged by their name. */
async function isPage(path: string, contentType: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
		const text = buffer.toString("latin1", 0, bytesRead).replace(/^\xef\xbb\xbf/, "");
		if (isHtml(text)) return true;
		return /^\s*(?:text\/html|application\/(?:xhtml\+xml|json))/i.test(contentType) && isText(text);
	} finally {
		await file.close();
	}
}

/**
 * Each comment can be read in one way alone: of a hundred in a row, a laxer pattern would try every
 * way to join them, which takes for ever.
 */
function isHtml(text: string): boolean {
	const plain = text.replace(/^(?:\s|<!--(?:[^-]|-(?!->))*-->)+/, "");
	return /^<(?:!doctype\s+html|html|head|body|script|meta|title)\b/i.test(plain);
}

function isText(text: string): boolean {
	return !text.includes("\0") && /^\s*[<{[\w]/.test(text) && !/<svg[\s/>]/i.test(text);
}

type Facts = {
	readonly link: string;
	readonly host: string;
	readonly name: string;
	readonly maxBytes: number;
};

/** A download speaks of results that are paid for; this one is free and can be had otherwise. */
function inOurWords(thrown: unknown, { link, host, name, maxBytes }: Facts): unknown {
	if (!(thrown instanceof AppError)) return thrown;
	const { reason, httpStatus: status = 0, facts = {} } = thrown.failure;
	const more = { cause: thrown };
	switch (reason) {
		case "link-unusable":
			return appError("web-link-unusable", { link: shownLink(link) }, more);
		case "link-expired":
		case "download-failed":
			if ([401, 403, 407].includes(status)) {
				return appError("web-picture-needs-login", { host }, more);
			}
			if (status === 404 || status === 410) {
				return appError("web-picture-gone", { host, status }, more);
			}
			return appError("web-picture-failed", { host, status }, more);
		case "result-too-large": {
			const limit = `${Math.floor(maxBytes / 1e6)} MB`;
			return appError("reference-too-large", { name, have: `> ${limit}`, limit }, more);
		}
		case "download-interrupted": {
			const code = String(facts.code ?? "");
			const answer = noConnection.test(code) ? "unreachable" : "asking-failed";
			return appError(answer, { gateway: host, code }, more);
		}
		default:
			return thrown;
	}
}
