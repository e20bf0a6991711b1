import { constants, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { appError } from "../../../contract/errors.ts";
import { systemCode } from "../../foundation/storage-error.ts";

const MAX_BYTES = 200_000_000;
/** Reading in larger pieces is no faster. */
const CHUNK_BYTES = 1024 * 1024;

/** What tells one state of a file from another. */
export type FileState = {
	readonly bytes: number;
	/** Its time of change, whole milliseconds since the Unix epoch. */
	readonly changedAt: number;
};

/**
 * How a file of the designer's is now.
 * @param name for sentences
 * @throws AppError `reference-gone`, `reference-unreadable`, `reference-not-a-picture` for what is no
 * file or empty, `reference-too-large`
 */
export async function fileState(path: string, name: string): Promise<FileState> {
	return stateOf(await reading(stat(path), name), name);
}

/**
 * Its bytes, piece by piece. Pipes and devices are told before they are read: some never end.
 * @throws as {@link fileState}; the signal's reason
 */
export async function* readSource(
	path: string,
	name: string,
	signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
	await fileState(path, name);
	const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
	const file = await reading(open(path, flags), name);
	try {
		// What was a file a moment ago may have been replaced.
		stateOf(await reading(file.stat(), name), name);
		yield* chunksOf(file, name, signal);
	} finally {
		await file.close();
	}
}

async function* chunksOf(
	file: FileHandle,
	name: string,
	signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
	for (let total = 0; ; ) {
		signal.throwIfAborted();
		const { bytesRead, buffer } = await reading(file.read(Buffer.allocUnsafe(CHUNK_BYTES)), name);
		if (bytesRead === 0) return;
		total += bytesRead;
		// A file that grows while it is read.
		checkLength(total, name);
		yield buffer.subarray(0, bytesRead);
	}
}

function stateOf(found: Stats, name: string): FileState {
	if (!found.isFile() || found.size === 0) throw appError("reference-not-a-picture", { name });
	checkLength(found.size, name);
	return { bytes: found.size, changedAt: Math.max(0, Math.round(found.mtimeMs)) };
}

function checkLength(bytes: number, name: string): void {
	if (bytes <= MAX_BYTES) return;
	const megabytes = (count: number) => `${Math.ceil(count / 1e6)} MB`;
	const have = megabytes(bytes);
	throw appError("reference-too-large", { name, have, limit: megabytes(MAX_BYTES) });
}

async function reading<T>(work: Promise<T>, name: string): Promise<T> {
	try {
		return await work;
	} catch (error) {
		const gone = ["ENOENT", "ENOTDIR", "ELOOP"].includes(systemCode(error));
		throw appError(gone ? "reference-gone" : "reference-unreadable", { name }, { cause: error });
	}
}

export function sameState(one: FileState, other: FileState): boolean {
	return one.bytes === other.bytes && one.changedAt === other.changedAt;
}
