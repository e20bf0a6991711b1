import { createHash } from "node:crypto";
import { addAbortSignal, PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { LeavingPicture } from "./prepare-picture.ts";

export type ZipEntries = {
	/** @returns what was written, once it is */
	readonly picture: (
		picture: LeavingPicture,
		path: string,
	) => Promise<{ readonly file: string; readonly sha256: string; readonly size: number }>;
	readonly bytes: (path: string, bytes: Uint8Array) => void;
};

/**
 * A ZIP as it is made, entry by entry: one of gigabytes is never in memory. Large ones are ZIP64.
 * @param fill puts entries in, one after the other; the ZIP ends when it does
 * @param signal aborted: the stream breaks off
 * @returns what is to be written; it breaks off with whatever `fill` throws
 */
export function growingZip(
	fill: (entries: ZipEntries) => Promise<void>,
	{ now, signal }: { readonly now: number; readonly signal: AbortSignal },
): AsyncIterable<Uint8Array> {
	const zip = new ZipFile();
	const out = addAbortSignal(signal, new PassThrough());
	const fail = (error: unknown) => {
		out.destroy(error instanceof Error ? error : new Error(String(error)));
	};
	// A ZIP knows no time zones; the files' own times say nothing.
	const mtime = new Date(now);
	zip.on("error", fail);
	zip.outputStream.on("error", fail).pipe(out);
	const closed = new Promise<never>((_, reject) => {
		out.once("close", () => reject(out.errored ?? new Error("the ZIP was closed")));
	});
	closed.catch(() => {});
	const entries: ZipEntries = {
		picture: (picture, path) => {
			const entry = Promise.withResolvers<{ file: string; sha256: string; size: number }>();
			const hash = createHash("sha256");
			let size = 0;
			const counted = async function* () {
				for await (const chunk of picture.stream()) {
					hash.update(chunk);
					size += chunk.byteLength;
					yield chunk;
				}
				entry.resolve({ file: path, sha256: hash.digest("hex"), size });
			};
			// Pictures are compressed as they are.
			zip.addReadStreamLazy(path, { mtime, compress: false }, (take) => {
				const stream = Readable.from(counted(), { objectMode: false }).on("error", fail);
				out.once("close", () => stream.destroy());
				take(null, stream);
			});
			return Promise.race([entry.promise, closed]);
		},
		bytes: (path, bytes) => zip.addBuffer(Buffer.from(bytes), path, { mtime }),
	};
	fill(entries).then(() => zip.end(), fail);
	return out;
}
