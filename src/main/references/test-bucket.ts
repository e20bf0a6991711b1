import { randomUUID } from "node:crypto";
import { AppError, appError } from "../../contract/errors.ts";
import type { ReferenceHostTest } from "../../contract/reference-hosts.ts";
import { bucketError } from "../buckets/bucket-replies.ts";
import { deleteObject, putObject, signedLink } from "../buckets/bucket-signing.ts";
import { objectKey } from "../buckets/object-key.ts";
import type { Clock } from "../foundation/clock.ts";
import { isInsideAddress, isLoopbackHost } from "../foundation/host-rules.ts";
import type { HttpClient } from "../http/http-client.ts";
import type { HttpReply, HttpRequest } from "../http/http-message.ts";
import { namesInside } from "../http/link-rules.ts";
import type { BucketAddress } from "../secrets/host-book.ts";

/** The smallest PNG there is: one transparent pixel. */
const PIXEL = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);
const LINK_SECONDS = 5 * 60;
/** Of one step; somebody is watching. */
const STEP_MS = 15_000;

export type BucketTestPorts = { readonly http: Pick<HttpClient, "send">; readonly clock: Clock };

/**
 * Does once what a job does: puts a tiny picture, fetches it as a gateway would, takes it away.
 * @throws AppError with a sentence of its own for each step: `host-rejected` and its like,
 * `host-link-dead`, `host-cannot-remove`, or that nobody answers there
 */
export async function testBucket(
	bucket: BucketAddress,
	secret: string,
	{ http, clock }: BucketTestPorts,
): Promise<ReferenceHostTest> {
	const signer = () => ({ bucket, secret, now: clock.now() });
	const key = objectKey(bucket, `seedcase-test-${randomUUID()}.png`);
	const send = (request: HttpRequest): Promise<HttpReply> =>
		http.send(
			{ ...request, timeoutMs: STEP_MS },
			{
				baseUrl: bucket.endpoint,
				gatewayTitle: bucket.label,
				signal: AbortSignal.timeout(3 * STEP_MS),
			},
		);
	const remove = async () => send(await deleteObject(signer(), key));

	const put = await send(await putObject(signer(), { key, bytes: PIXEL, mime: "image/png" }));
	if (!isFine(put)) throw bucketError(put, bucket);
	try {
		await fetchBack(await signedLink(signer(), key, LINK_SECONDS), bucket, send);
	} catch (thrown) {
		// What went in goes out again; the designer hears of the link.
		await remove().catch(() => {});
		throw thrown;
	}
	const removed = await remove();
	if (!isFine(removed)) {
		const facts = { host: bucket.label, bucket: bucket.bucket, status: removed.status };
		throw appError("host-cannot-remove", facts, { httpStatus: removed.status });
	}
	return isInside(bucket.endpoint) ? { notice: "inside-network" } : {};
}

/** Fetches as anybody can who has the link: without keys. */
async function fetchBack(
	url: string,
	bucket: BucketAddress,
	send: (request: HttpRequest) => Promise<HttpReply>,
): Promise<void> {
	const dead = (status: string | number, cause?: unknown) =>
		appError("host-link-dead", { host: bucket.label, status }, { cause });
	const reply = await send({ method: "GET", url, headers: {}, timeoutMs: STEP_MS }).catch(
		(thrown: unknown) => {
			throw dead(AppError.from(thrown).reason, thrown);
		},
	);
	// Replies are read as text: both sides have been through the same decoding.
	if (!isFine(reply) || reply.body !== PIXEL.toString("utf8")) throw dead(reply.status);
}

function isFine({ status }: HttpReply): boolean {
	return status >= 200 && status < 300;
}

/** True when the address means something in this network alone; a name on the internet may still lead inside. */
function isInside(endpoint: string): boolean {
	const { hostname } = new URL(endpoint);
	const isAddress = isInsideAddress(hostname) || isLoopbackHost(hostname);
	return isAddress || (!/^[\d.]+$|^\[/.test(hostname) && namesInside(hostname));
}
