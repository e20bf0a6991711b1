import { open } from "node:fs/promises";
import type { BodyPart } from "../http/long-runs.ts";

const CHUNK_BYTES = 128 * 1024;

/**
 * A file, or a part of it, read through one buffer: a chunk is good until the next is asked for.
 * @throws what the system throws
 */
export async function* fileChunks(
	path: string,
	{ from, to }: BodyPart = { from: 0, to: Number.POSITIVE_INFINITY },
): AsyncGenerator<Uint8Array> {
	const file = await open(path, "r");
	try {
		const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
		for (let at = from; at < to; ) {
			const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK_BYTES, to - at), at);
			if (bytesRead === 0) return;
			at += bytesRead;
			yield buffer.subarray(0, bytesRead);
		}
	} finally {
		await file.close();
	}
}
