import { createReadStream } from "node:fs";
import { stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { type AppError, appError } from "../../../contract/errors.ts";
import { storageError, systemCode } from "../../foundation/storage-error.ts";
import { type Disk, sha256OfFile } from "../../store/disk.ts";

export type CopyOrder = {
	/** Absolute. */
	readonly from: string;
	/** Absolute; its folder is made. */
	readonly to: string;
	/** Where the copy grows, absolute, on the volume of `to`. */
	readonly part: string;
	/** Name of the file, for sentences. */
	readonly name: string;
	/** What its bytes must hash to; absent: whatever is read. */
	readonly sha256?: string;
	readonly signal: AbortSignal;
	readonly disk: Disk;
};

/**
 * Copies a file durably, reads the copy again, and puts it in its place whole, never over another.
 * @returns undefined when there is a file at `to` already
 * @throws SourceFault when the original cannot be read, AppError `copy-differs`, or what the system
 * throws for the place it is copied to
 */
export async function copyVerified(
	order: CopyOrder,
): Promise<{ readonly bytes: number; readonly sha256: string } | undefined> {
	const { to, part, name, signal, disk } = order;
	await disk.makeFolder(dirname(to));
	try {
		const copied = await disk.copyFrom(bytesOf(order), part);
		const wanted = order.sha256 ?? copied.sha256;
		if (copied.sha256 !== wanted) throw new SourceFault(appError("copy-differs", { path: name }));
		signal.throwIfAborted();
		if ((await sha256OfFile(part)) !== wanted) throw appError("copy-differs", { path: name });
		await keepTime(order);
		if (!(await disk.moveToNew(part, to))) return undefined;
		await disk.syncFolder(dirname(to));
		return copied;
	} finally {
		await disk.remove(part).catch(() => {});
	}
}

/** Something is wrong with what is copied, and not with where to. */
export class SourceFault extends Error {
	override readonly name = "SourceFault";
	readonly error: AppError;

	constructor(error: AppError, options: { readonly cause?: unknown } = {}) {
		super(error.message, options);
		this.error = error;
	}
}

async function* bytesOf({ from, name, signal }: CopyOrder): AsyncGenerator<Uint8Array> {
	try {
		for await (const chunk of createReadStream(from, { signal, highWaterMark: 1024 * 1024 })) {
			yield chunk;
		}
	} catch (error) {
		signal.throwIfAborted();
		const gone = systemCode(error) === "ENOENT";
		const said = gone ? appError("file-gone", { path: name }) : storageError(error, from);
		throw new SourceFault(said, { cause: error });
	}
}

/** People sort by it; a system that does not keep it is forgiven. */
async function keepTime({ from, part }: CopyOrder): Promise<void> {
	try {
		const { atime, mtime } = await stat(from);
		await utimes(part, atime, mtime);
	} catch {
		// The bytes are what matters.
	}
}
