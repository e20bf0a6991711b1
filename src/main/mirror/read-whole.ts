import { type FileHandle, open } from "node:fs/promises";
import { appError } from "../../contract/errors.ts";
import { contentHash } from "../foundation/content-hash.ts";
import { MAX_FILE_BYTES } from "./mirror-documents.ts";

export type WholeFile = {
	readonly bytes: Uint8Array;
	readonly sha256: string;
	/** Of the file while it was read. */
	readonly changed: number;
};

/** Somebody may be writing just now. */
const TRIES = 3;

/**
 * A file as it was at one moment.
 * @param inside its path inside the library, for sentences
 * @throws AppError `mirror-file-too-large`, `mirror-file-changing`; what the system throws
 */
export async function readWhole(path: string, inside: string): Promise<WholeFile> {
	const file = await open(path, "r");
	try {
		for (let tried = 0; tried < TRIES; tried += 1) {
			const found = await readOnce(file, inside);
			if (found !== undefined) return found;
		}
		throw appError("mirror-file-changing", { file: inside });
	} finally {
		await file.close();
	}
}

/** @returns undefined when it changed meanwhile */
async function readOnce(file: FileHandle, inside: string): Promise<WholeFile | undefined> {
	const before = await file.stat();
	if (before.size > MAX_FILE_BYTES) {
		const limit = `${Math.round(MAX_FILE_BYTES / 1024 / 1024)} MB`;
		throw appError("mirror-file-too-large", { file: inside, limit });
	}
	// One byte more than there is: a file that grows is noticed.
	const buffer = Buffer.allocUnsafe(before.size + 1);
	let length = 0;
	while (length < buffer.length) {
		const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
		if (bytesRead === 0) break;
		length += bytesRead;
	}
	const bytes = buffer.subarray(0, length);
	const sha256 = await contentHash(bytes);
	const after = await file.stat();
	const same = length === before.size && after.size === before.size;
	return same && after.mtimeMs === before.mtimeMs
		? { bytes, sha256, changed: after.mtimeMs }
		: undefined;
}
