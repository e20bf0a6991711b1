import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { type Entry, fromFdPromise, type ZipFile } from "yauzl";
import { AppError, appError } from "../../../contract/errors.ts";
import { systemCode } from "../../foundation/storage-error.ts";
import { BOARD_ENTRY, MANIFEST_ENTRY, type PortableLimits } from "./portable-board.ts";

/** An open ZIP whose list of contents was looked through. Everything in it is a stranger's. */
export type PortableArchive = {
	/** The whole of a small entry. @throws AppError `board-file-damaged`, `board-file-too-large` */
	readonly text: (entry: string, maxBytes: number) => Promise<string>;
	readonly has: (entry: string) => boolean;
	/** Bytes an entry says it has. */
	readonly sizeOf: (entry: string) => number;
	/** Never more than the entry says it has. @throws AppError `board-file-damaged`, also while it is read */
	readonly stream: (entry: string) => AsyncIterable<Uint8Array>;
	readonly close: () => Promise<void>;
};

/** The first bytes of every ZIP that is not empty (APPNOTE 6.3.10, 4.3.7, read 2026-11-21). */
const ZIP_BEGINS = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/**
 * Opens what the designer says is a board. Names that lead anywhere, names that stand there twice and
 * entries that lie over each other are damage: this app writes none of them.
 * @throws AppError `board-file-unreadable`, `board-file-not-a-board`, `board-file-damaged`, `board-file-too-large`
 */
export async function openArchive(path: string, limits: PortableLimits): Promise<PortableArchive> {
	const name = basename(path);
	const file = await openFile(path, name);
	try {
		const zip = await fromFdPromise(file.fd, { autoClose: false });
		const entries = await entriesOf(zip, name, limits, (await file.stat()).size);
		return archiveOf(zip, entries, file, name);
	} catch (error) {
		await file.close();
		throw damaged(error, name);
	}
}

/** Codes of the system, unlike those of zlib and of Node, are one word. */
const SYSTEM_CODE = /^E[A-Z0-9]+$/;

/** What a failure to read the ZIP means; an AppError as it is. */
function damaged(error: unknown, name: string): AppError {
	if (error instanceof AppError) return error;
	const isSystem = SYSTEM_CODE.test(systemCode(error));
	const reason = isSystem ? "board-file-unreadable" : "board-file-damaged";
	return appError(reason, { name }, { cause: error, detail: String(error).slice(0, 200) });
}

async function openFile(path: string, name: string): Promise<FileHandle> {
	let file: FileHandle;
	try {
		// A pipe would keep the app waiting.
		file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	} catch (error) {
		throw appError("board-file-unreadable", { name }, { cause: error });
	}
	try {
		if (!(await file.stat()).isFile()) throw appError("board-file-not-a-board", { name });
		const { buffer } = await file.read(Buffer.alloc(ZIP_BEGINS.length), 0, ZIP_BEGINS.length, 0);
		if (!buffer.equals(ZIP_BEGINS)) throw appError("board-file-not-a-board", { name });
		return file;
	} catch (error) {
		await file.close();
		throw damaged(error, name);
	}
}

async function entriesOf(
	zip: ZipFile,
	name: string,
	limits: PortableLimits,
	fileBytes: number,
): Promise<ReadonlyMap<string, Entry>> {
	if (zip.entryCount > limits.entries) {
		throw tooLarge(name, `${zip.entryCount} files`, `${limits.entries} files`);
	}
	const entries = new Map<string, Entry>();
	let packed = 0;
	for await (const entry of zip.eachEntry()) {
		if (entries.has(entry.fileName)) throw new Error("a name stands in the file twice");
		entries.set(entry.fileName, entry);
		packed += entry.compressedSize;
	}
	if (packed > fileBytes) throw new Error("entries lie over each other");
	const isBoard = entries.has(MANIFEST_ENTRY) && entries.has(BOARD_ENTRY);
	if (!isBoard) throw appError("board-file-not-a-board", { name });
	return entries;
}

function archiveOf(
	zip: ZipFile,
	entries: ReadonlyMap<string, Entry>,
	file: FileHandle,
	name: string,
): PortableArchive {
	const sizeOf = (entry: string) => entries.get(entry)?.uncompressedSize ?? 0;
	async function* stream(path: string): AsyncGenerator<Uint8Array> {
		const entry = entries.get(path);
		if (entry === undefined) throw appError("board-file-damaged", { name });
		let reading: Readable | undefined;
		try {
			// It breaks off where there is more than the entry says, or less, or another checksum.
			reading = await zip.openReadStreamPromise(entry);
			yield* reading;
		} catch (error) {
			throw damaged(error, name);
		} finally {
			reading?.destroy();
		}
	}
	return {
		sizeOf,
		stream,
		has: (entry) => entries.has(entry),
		text: async (entry, maxBytes) => {
			const size = sizeOf(entry);
			if (size > maxBytes) throw tooLarge(name, megabytes(size), megabytes(maxBytes));
			const chunks: Uint8Array[] = [];
			for await (const chunk of stream(entry)) chunks.push(chunk);
			return Buffer.concat(chunks).toString("utf8");
		},
		// Closing the ZIP itself would close the file's descriptor behind its handle's back.
		close: () => file.close(),
	};
}

/** @param have and `limit` as they are said */
export function tooLarge(name: string, have: string, limit: string): AppError {
	return appError("board-file-too-large", { name, have, limit });
}

export function megabytes(bytes: number): string {
	return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}
