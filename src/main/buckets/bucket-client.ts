import { rm } from "node:fs/promises";
import { AppError, appError } from "../../contract/errors.ts";
import type { Clock } from "../foundation/clock.ts";
import type { HttpClient } from "../http/http-client.ts";
import { type HttpReply, type HttpRequest, retryAfterMs } from "../http/http-message.ts";
import { brokenPath, partPath } from "../http/spool.ts";
import type { BucketAddress, HostBook } from "../secrets/host-book.ts";
import { keepingError, LONG_PATIENCE, patiently } from "./bucket-patience.ts";
import { bucketError } from "./bucket-replies.ts";
import { type BucketSigner, getObject, listObjects, putObject } from "./bucket-signing.ts";
import { objectKey } from "./object-key.ts";
import { type ListedObject, plainEtag, readObjectPage } from "./object-list.ts";

/** What a bucket knows of one object. */
export type ObjectFacts = {
	/** Absent: it does not say. */
	readonly bytes?: number;
	/** Without its quotes; empty: it has none. */
	readonly etag: string;
};

/**
 * A bucket that files are kept in. Names are below the host's own folder. Nothing here can take an
 * object away. Everything waits out a busy server or a break of the network for half a minute and
 * throws AppError then: `host-rejected` and its like, `bucket-busy`, `bucket-full`, `bucket-failed`,
 * `bucket-strange`, `unreachable`, `asking-failed`, `key-missing`, `cancelled`.
 */
export type Bucket = {
	readonly address: BucketAddress;
	/** Undefined: it is not there. */
	readonly head: (name: string, signal: AbortSignal) => Promise<ObjectFacts | undefined>;
	/** @param object.sha256 hexadecimal, @param object.md5 base64: the server refuses other bytes */
	readonly put: (
		name: string,
		object: {
			readonly bytes: Uint8Array;
			readonly mime: string;
			readonly sha256: string;
			readonly md5: string;
		},
		signal: AbortSignal,
	) => Promise<void>;
	/** A small object as text, at most 4 MB; undefined: it is not there. */
	readonly text: (name: string, signal: AbortSignal) => Promise<string | undefined>;
	/**
	 * Brings an object to a file, which is whole and fsynced then and may hold anything.
	 * @param file.maxBytes of more it is not an object we look for, from 64 KB on
	 * @returns false: it is not there, and neither is a file
	 */
	readonly toFile: (
		name: string,
		file: { readonly path: string; readonly maxBytes: number },
		signal: AbortSignal,
	) => Promise<boolean>;
	/** Everything below a folder (`a/b/`), page by page; keys are names as above. */
	readonly list: (folder: string, signal: AbortSignal) => AsyncIterable<readonly ListedObject[]>;
};

export type BucketPorts = {
	readonly http: Pick<HttpClient, "send" | "sendToFile">;
	readonly hosts: Pick<HostBook, "lendSecret">;
	readonly clock: Clock;
	/** Absent: half a minute of it. */
	readonly patience?: readonly number[];
};

export function createBucket(address: BucketAddress, ports: BucketPorts): Bucket {
	const { http, hosts, clock, patience: pausesMs = LONG_PATIENCE } = ports;
	const key = (name: string) => objectKey(address, name);
	const optionsOf = (signal: AbortSignal) => ({
		baseUrl: address.endpoint,
		gatewayTitle: address.label,
		signal,
	});
	/** Signed anew at each try: a signature is for its minute. */
	const asking = <T>(
		form: (signer: BucketSigner) => Promise<HttpRequest>,
		send: (request: HttpRequest) => Promise<T>,
		signal: AbortSignal,
	): Promise<T> =>
		patiently(
			async () => {
				const now = clock.now();
				const signed = (secret: string) => form({ bucket: address, secret, now });
				return send(await hosts.lendSecret(address, signed));
			},
			{ clock, signal, pausesMs },
		);
	const ask = (
		form: (signer: BucketSigner) => Promise<HttpRequest>,
		signal: AbortSignal,
	): Promise<HttpReply | undefined> =>
		asking(
			form,
			async (request) => expected(await http.send(request, optionsOf(signal)), address, clock),
			signal,
		);
	return {
		address,
		head: async (name, signal) => {
			const reply = await ask((signer) => getObject(signer, key(name), "HEAD"), signal);
			return reply && factsOf(reply);
		},
		put: async (name, object, signal) => {
			const form = (signer: BucketSigner) => putObject(signer, { ...object, key: key(name) });
			if ((await ask(form, signal)) === undefined) throw missing(address);
		},
		text: async (name, signal) =>
			(await ask((signer) => getObject(signer, key(name)), signal))?.body,
		toFile: (name, { path, maxBytes }, signal) =>
			asking(
				(signer) => getObject(signer, key(name)),
				(request) => bringFile({ http, address, clock }, request, path, { maxBytes, signal }),
				signal,
			),
		list: async function* (folder, signal) {
			const cut = key("").length;
			let next: string | undefined;
			do {
				const before = next;
				const reply = await ask((signer) => listObjects(signer, key(folder), before), signal);
				const page = reply && readObjectPage(reply.body);
				if (reply === undefined) throw missing(address);
				if (page === undefined || (page.next !== undefined && page.next === before)) {
					throw strange(address, reply.status);
				}
				yield page.objects
					.filter((object) => object.key.startsWith(key(folder)))
					.map((object) => ({ ...object, key: object.key.slice(cut) }));
				next = page.next;
			} while (next !== undefined);
		},
	};
}

/** What a bucket says instead of a small object is longer than that. */
const MAX_ERROR_BYTES = 64 * 1024;

/** The error for an answer that no bucket gives. */
export function strange(address: BucketAddress, status: number): AppError {
	return appError("bucket-strange", { host: address.label, status }, { httpStatus: status });
}

function missing(address: BucketAddress): AppError {
	return appError("host-bucket-missing", { host: address.label, bucket: address.bucket });
}

/** A good reply; undefined: the object is not there. @throws AppError for every other */
function expected(reply: HttpReply, address: BucketAddress, clock: Clock): HttpReply | undefined {
	if (reply.status >= 200 && reply.status < 300) return reply;
	const error = bucketError(reply, address);
	const isBucketGone = error.failure.gatewayCode === "NoSuchBucket";
	if (reply.status === 404 && !isBucketGone) return undefined;
	throw keepingError(error, retryAfterMs(reply, clock.now()));
}

function factsOf({ headers }: HttpReply): ObjectFacts {
	const etag = plainEtag((headers.etag ?? "").replace(/^W\//, ""));
	const said = headers["content-length"];
	const bytes = said === undefined || said === "" ? undefined : Number(said);
	return Number.isInteger(bytes) ? { etag, bytes } : { etag };
}

async function bringFile(
	ports: {
		readonly http: Pick<HttpClient, "sendToFile">;
		readonly address: BucketAddress;
		readonly clock: Clock;
	},
	request: HttpRequest,
	path: string,
	{ maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<boolean> {
	const { http, address, clock } = ports;
	const options = { baseUrl: address.endpoint, gatewayTitle: address.label, signal };
	const mostBytes = Math.max(maxBytes, MAX_ERROR_BYTES);
	let whole = false;
	try {
		const reply = await http.sendToFile(request, { ...options, path, maxBytes: mostBytes });
		const { status, headers, text: body = "" } = reply;
		const found = expected({ status, headers, body }, address, clock) !== undefined;
		// The disk did not take it; the reply is in memory alone.
		if (found && reply.path === undefined) throw appError("no-room-for-reply", { folder: path });
		whole = found;
		return found;
	} catch (thrown) {
		const error = AppError.from(thrown);
		throw error.failure.facts?.code === "too-large" ? strange(address, 200) : error;
	} finally {
		const left = [brokenPath(path), partPath(path), ...(whole ? [] : [path])];
		await Promise.all(left.map((file) => rm(file, { force: true }).catch(() => {})));
	}
}
