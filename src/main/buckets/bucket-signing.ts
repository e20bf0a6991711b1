import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { isIP } from "node:net";
import { SignatureV4 } from "@smithy/signature-v4";
import { contentHash } from "../foundation/content-hash.ts";
import type { HttpRequest } from "../http/http-message.ts";
import type { BucketAddress } from "../secrets/host-book.ts";

/** The longest life a signed link can have, seconds: seven days (Amazon S3 API, "Authenticating Requests: Using Query Parameters", read 2026-11-21). */
export const MAX_LINK_SECONDS = 7 * 24 * 60 * 60;

const TIMEOUT_MS = 60_000;
const NO_BYTES = createHash("sha256").digest("hex");

/** Signs requests to one bucket for one moment. */
export type BucketSigner = {
	readonly bucket: BucketAddress;
	readonly secret: string;
	/** Milliseconds since the Unix epoch; S3 refuses what is 15 minutes off its own clock. */
	readonly now: number;
};

/**
 * Puts bytes under a key. The same key again replaces what was there.
 * @param object.md5 base64; with it a server that does not look at the signed hash still notices what
 * the way has changed
 */
export async function putObject(
	signer: BucketSigner,
	object: {
		readonly key: string;
		readonly bytes: Uint8Array;
		readonly mime: string;
		readonly sha256?: string;
		readonly md5?: string;
	},
): Promise<HttpRequest> {
	const headers = {
		"content-type": object.mime,
		...(object.md5 !== undefined && { "content-md5": object.md5 }),
		"x-amz-content-sha256": object.sha256 ?? (await contentHash(object.bytes)),
	};
	const signed = await signedRequest(signer, "PUT", object.key, { headers });
	return { ...signed, body: object.bytes };
}

/** Takes an object away; one that is not there is no error. */
export function deleteObject(signer: BucketSigner, key: string): Promise<HttpRequest> {
	return signedRequest(signer, "DELETE", key);
}

/** Asks for an object, or with `HEAD` for what is known of it. */
export function getObject(
	signer: BucketSigner,
	key: string,
	method: "GET" | "HEAD" = "GET",
): Promise<HttpRequest> {
	return signedRequest(signer, method, key);
}

/**
 * Asks for one page of the names that begin with a prefix (Amazon S3 API, "ListObjectsV2", read
 * 2026-11-21).
 * @param after the token the page before gave
 */
export function listObjects(
	signer: BucketSigner,
	prefix: string,
	after: string | undefined,
): Promise<HttpRequest> {
	const token = after !== undefined && { "continuation-token": after };
	const query = { "list-type": "2", "max-keys": "1000", prefix, ...token };
	return signedRequest(signer, "GET", "", { query });
}

/**
 * A link that gives the object to anybody for a while. Making it asks nobody.
 * @param seconds at most {@link MAX_LINK_SECONDS}
 */
export async function signedLink(
	signer: BucketSigner,
	key: string,
	seconds: number,
): Promise<string> {
	const url = objectUrl(signer.bucket, key);
	const signed = await signatureOf(signer).presign(
		{
			...addressed(url, "GET"),
			headers: { host: url.host, "X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD" },
		},
		{ signingDate: new Date(signer.now), expiresIn: Math.min(seconds, MAX_LINK_SECONDS) },
	);
	return `${url.href}?${queryText(signed.query ?? {})}`;
}

async function signedRequest(
	signer: BucketSigner,
	method: "GET" | "HEAD" | "PUT" | "DELETE",
	key: string,
	more: {
		readonly headers?: Readonly<Record<string, string>>;
		readonly query?: Readonly<Record<string, string>>;
	} = {},
): Promise<HttpRequest> {
	const url = objectUrl(signer.bucket, key);
	const { headers = { "x-amz-content-sha256": NO_BYTES }, query = {} } = more;
	const signed = await signatureOf(signer).sign(
		{ ...addressed(url, method), query: { ...query }, headers: { ...headers, host: url.host } },
		{ signingDate: new Date(signer.now) },
	);
	// The client names the host itself, in the same words.
	const { host: _, ...sent } = signed.headers;
	const asked = queryText(query);
	const address = asked === "" ? url.href : `${url.href}?${asked}`;
	return { method, url: address, headers: sent, free: true, timeoutMs: TIMEOUT_MS };
}

function queryText(query: Readonly<Record<string, unknown>>): string {
	return Object.entries(query)
		.map(([name, value]) => `${encoded(name)}=${encoded(String(value))}`)
		.join("&");
}

/**
 * The address of an object, or of the bucket itself for an empty key. An IP address has no room for the
 * bucket's name before it, whatever the designer chose.
 */
function objectUrl(bucket: BucketAddress, key: string): URL {
	const url = new URL(bucket.endpoint);
	const inPath = bucket.pathStyle || isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0;
	if (!inPath) url.hostname = `${bucket.bucket}.${url.hostname}`;
	const steps = [...(inPath ? [bucket.bucket] : []), ...(key === "" ? [] : key.split("/"))].map(
		encoded,
	);
	url.pathname = `${url.pathname.replace(/\/+$/, "")}/${steps.join("/")}`;
	return url;
}

function addressed(url: URL, method: string) {
	const { protocol, hostname, port, pathname: path } = url;
	return { protocol, hostname, port: port === "" ? undefined : Number(port), path, method };
}

/** As S3 encodes: everything but letters, digits and `-_.~` (RFC 3986). */
function encoded(text: string): string {
	return encodeURIComponent(text.toWellFormed()).replaceAll(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

function signatureOf({ bucket, secret }: BucketSigner): SignatureV4 {
	return new SignatureV4({
		service: "s3",
		region: bucket.region,
		credentials: { accessKeyId: bucket.accessKeyId, secretAccessKey: secret },
		sha256: Sha256,
		// S3 signs a path as it is sent; other services encode it twice.
		uriEscapePath: false,
	});
}

type Source = string | ArrayBuffer | ArrayBufferView;

/** Node's SHA-256, plain or keyed, in the form the signer wants. */
class Sha256 {
	readonly #secret: Uint8Array | undefined;
	#state: Hash | Hmac;

	constructor(secret?: Source) {
		this.#secret = secret === undefined ? undefined : bytesOf(secret);
		this.#state = this.#begin();
	}

	update(chunk: Source): void {
		this.#state.update(bytesOf(chunk));
	}

	async digest(): Promise<Uint8Array> {
		return this.#state.digest();
	}

	reset(): void {
		this.#state = this.#begin();
	}

	#begin(): Hash | Hmac {
		return this.#secret === undefined ? createHash("sha256") : createHmac("sha256", this.#secret);
	}
}

function bytesOf(source: Source): Uint8Array {
	if (typeof source === "string") return Buffer.from(source, "utf8");
	if (source instanceof ArrayBuffer) return new Uint8Array(source);
	return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}
