import { constants, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { appError } from "../../contract/errors.ts";
import { systemCode } from "../foundation/storage-error.ts";

const MAX_BYTES = 200 * 1024 * 1024;
/** Reading in larger pieces is no faster. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * The bytes of a file the designer has named, piece by piece. Pipes, devices and folders are told
 * before they are read: some never end, some never begin.
 * @param name for sentences
 * @throws AppError `reference-gone`, `reference-unreadable`, `reference-not-a-picture`,
 * `reference-too-large`; the signal's reason
 */
export async function* readPicture(
	path: string,
	name: string,
	signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
	const reading = <T>(work: Promise<T>) =>
		work.catch((error: unknown) => {
			const isGone = ["ENOENT", "ENOTDIR"].includes(systemCode(error));
			const reason = isGone ? "reference-gone" : "reference-unreadable";
			throw appError(reason, { name }, { cause: error });
		});
	checkFile(await reading(stat(path)), name);
	const file = await reading(open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
	try {
		// What was a file a moment ago may have been replaced.
		checkFile(await reading(file.stat()), name);
		for await (const chunk of chunks(file, name, reading)) {
			signal?.throwIfAborted();
			yield chunk;
		}
	} finally {
		await file.close();
	}
}

/** @throws AppError `reference-too-large`, `reference-not-a-picture` when there is nothing */
export function checkLength(bytes: number, name: string): void {
	if (bytes === 0) throw appError("reference-not-a-picture", { name });
	if (bytes <= MAX_BYTES) return;
	const have = `${Math.ceil(bytes / 1024 / 1024)} MB`;
	throw appError("reference-too-large", { name, have, limit: `${MAX_BYTES / 1024 / 1024} MB` });
}

function checkFile(found: Stats, name: string): void {
	if (!found.isFile()) throw appError("reference-not-a-picture", { name });
	checkLength(found.size, name);
}

async function* chunks(
	file: FileHandle,
	name: string,
	reading: <T>(work: Promise<T>) => Promise<T>,
): AsyncGenerator<Uint8Array> {
	for (let total = 0; ; ) {
		const { bytesRead, buffer } = await reading(file.read(Buffer.alloc(CHUNK_BYTES)));
		if (bytesRead === 0) return;
		total += bytesRead;
		// A file that grows while it is read.
		checkLength(total, name);
		yield buffer.subarray(0, bytesRead);
	}
}
