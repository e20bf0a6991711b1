import { bucketError } from "../buckets/bucket-replies.ts";
import {
	type BucketSigner,
	deleteObject,
	putObject,
	signedLink,
} from "../buckets/bucket-signing.ts";
import { objectKey } from "../buckets/object-key.ts";
import type { Clock } from "../foundation/clock.ts";
import type { HttpClient } from "../http/http-client.ts";
import type { HttpRequest } from "../http/http-message.ts";
import { sendFree } from "../http/send-free.ts";
import type { BucketAddress, HostBook } from "../secrets/host-book.ts";
import type { Place } from "./place.ts";

/**
 * How long a signed link works: long enough for a job that waits for its turn and for a gateway
 * that is busy, and over on the next day.
 */
const LINK_HOURS = 12;

export type BucketPorts = {
	readonly http: Pick<HttpClient, "send">;
	readonly hosts: Pick<HostBook, "lendSecret">;
	readonly clock: Clock;
};

/** A bucket as a place. Its objects stay until they are taken away; its links are made anew for each job. */
export function bucketPlace(bucket: BucketAddress, ports: BucketPorts): Place {
	const signing = <T>(work: (signer: BucketSigner) => Promise<T>): Promise<T> =>
		ports.hosts.lendSecret(bucket, (secret) => work({ bucket, secret, now: ports.clock.now() }));
	const ask = async (request: HttpRequest, signal: AbortSignal, fine: readonly number[] = []) => {
		const options = { baseUrl: bucket.endpoint, gatewayTitle: bucket.label, signal };
		const reply = await sendFree(ports.http, request, options);
		const done = (reply.status >= 200 && reply.status < 300) || fine.includes(reply.status);
		if (!done) throw bucketError(reply, bucket);
	};
	return {
		kind: "bucket",
		owner: bucket.id,
		address: `${bucket.endpoint} ${bucket.bucket}`,
		title: bucket.label,
		nameFor: (file) => objectKey(bucket, file.name),
		put: async (file, { remoteId, signal }) => {
			const key = remoteId ?? objectKey(bucket, file.name);
			const { bytes, mime } = file;
			await ask(await signing((signer) => putObject(signer, { key, bytes, mime })), signal);
			return { remoteId: key };
		},
		linkTo: async ({ remoteId = "" }) => {
			const seconds = LINK_HOURS * 60 * 60;
			const url = await signing((signer) => signedLink(signer, remoteId, seconds));
			return { url, id: remoteId, expiresAt: ports.clock.now() + seconds * 1000 };
		},
		remove: async (key, signal) => {
			await ask(await signing((signer) => deleteObject(signer, key)), signal, [404]);
		},
	};
}
