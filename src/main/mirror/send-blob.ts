import { createHash, randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../contract/errors.ts";
import { type Bucket, type ObjectFacts, strange } from "../buckets/bucket-client.ts";
import { contentHash } from "../foundation/content-hash.ts";
import type { BlobRow } from "../store/mirror-bucket-rows.ts";
import type { MirrorRepo } from "../store/mirror-repo.ts";
import type { ObjectNames } from "./object-names.ts";

export type BlobPorts = {
	readonly bucket: Bucket;
	readonly names: ObjectNames;
	readonly repo: Pick<MirrorRepo, "blob" | "putBlob" | "listed">;
	/** True: the bucket has been listed in this run, and what it did not list is not there. */
	readonly isListed: boolean;
	/** For what is read back; exists. */
	readonly folder: string;
	readonly signal: AbortSignal;
};

/** An object by its bytes. */
export type Blob = { readonly bytes: Uint8Array; readonly sha256: string; readonly mime: string };

/** Bytes are hashed in pieces of this, so that the app answers in between. */
const HASHED_AT_ONCE = 4 * 1024 * 1024;

/**
 * Sees to it that an object of these bytes is in the bucket: sent when it is not there or is another
 * one, and looked at there before it is believed. Objects of the same bytes are sent once, however
 * many ask.
 */
export function createBlobSender(ports: BlobPorts): (blob: Blob) => Promise<void> {
	const going = new Map<string, Promise<void>>();
	return (blob) => {
		const before = going.get(blob.sha256);
		if (before !== undefined) return before;
		const sending = ensure(ports, blob).finally(() => going.delete(blob.sha256));
		going.set(blob.sha256, sending);
		return sending;
	};
}

async function ensure(ports: BlobPorts, blob: Blob): Promise<void> {
	const { bucket, names, repo, isListed, signal } = ports;
	const known = repo.blob(blob.sha256);
	if (known !== undefined && known.bytes === blob.bytes.byteLength) return;
	const name = names.blob(blob.sha256);
	const md5 = await md5Of(blob.bytes);
	const mayBeThere = !isListed || repo.listed(blob.sha256) !== undefined;
	const there = mayBeThere ? await bucket.head(name, signal) : undefined;
	if (there !== undefined && (await isWhole(ports, blob, there, md5))) {
		repo.putBlob(rowOf(blob, there));
		return;
	}
	const { bytes, mime, sha256 } = blob;
	await bucket.put(name, { bytes, mime, sha256, md5: md5.toString("base64") }, signal);
	const put = await bucket.head(name, signal);
	if (put === undefined || !(await isWhole(ports, blob, put, md5))) {
		throw strange(bucket.address, 200);
	}
	repo.putBlob(rowOf(blob, put));
}

/** Whether what is there are these bytes: by its tag where that is their MD5, by reading it back where not. */
async function isWhole(
	ports: BlobPorts,
	blob: Blob,
	there: ObjectFacts,
	md5: Buffer,
): Promise<boolean> {
	if (there.bytes !== undefined && there.bytes !== blob.bytes.byteLength) return false;
	// Buckets encrypted with keys of their own, and some servers, give tags that are no MD5.
	if (there.bytes !== undefined && there.etag.toLowerCase() === md5.toString("hex")) return true;
	const path = join(ports.folder, randomUUID());
	try {
		const file = { path, maxBytes: blob.bytes.byteLength + 1 };
		if (!(await ports.bucket.toFile(ports.names.blob(blob.sha256), file, ports.signal))) {
			return false;
		}
		return (await contentHash(await readFile(path))) === blob.sha256;
	} catch (thrown) {
		// It goes on past the end of ours.
		if (AppError.from(thrown).reason === "bucket-strange") return false;
		throw thrown;
	} finally {
		await rm(path, { force: true });
	}
}

function rowOf({ sha256, bytes }: Blob, { etag }: ObjectFacts): BlobRow {
	return { sha256, bytes: bytes.byteLength, etag };
}

async function md5Of(bytes: Uint8Array): Promise<Buffer> {
	const hash = createHash("md5");
	for (let at = 0; at < bytes.byteLength; at += HASHED_AT_ONCE) {
		hash.update(bytes.subarray(at, at + HASHED_AT_ONCE));
		await new Promise((resolve) => setImmediate(resolve));
	}
	return hash.digest();
}
