import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { appError } from "../../contract/errors.ts";
import { systemCode } from "../foundation/storage-error.ts";
import type { ImageSource } from "./imaging.ts";

/** Bytes that are read where they are needed: those of a file never lie in memory whole. */
export type ByteSource = {
	/** What sentences call it. */
	readonly name: string;
	readonly size: number;
	/**
	 * Exactly these bytes; good for ever.
	 * @throws AppError `reference-damaged` when there are fewer
	 */
	readonly read: (at: number, length: number) => Promise<Uint8Array>;
};

/** A stretch of the old file, or new bytes: the new file is all of them in order. */
export type Piece = { readonly from: number; readonly to: number } | { readonly bytes: Uint8Array };

/** Structures are read a few bytes at a time; the disk is asked for this much. */
const WINDOW_BYTES = 64 * 1024;
const COPY_BYTES = 256 * 1024;
/** Honest files have a handful: a file with more stretches than this was made to be expensive. */
const MAX_PIECES = 20_000;

/**
 * Opens a picture to look at its structure; close it.
 * @throws AppError `reference-gone`, `reference-unreadable`, `reference-not-a-picture`
 */
export async function openBytes(
	source: ImageSource,
): Promise<{ readonly bytes: ByteSource; readonly close: () => Promise<void> }> {
	if ("bytes" in source) {
		const all = source.bytes;
		const bytes = sourceOf("picture", all.byteLength, async (at, length) =>
			all.subarray(at, at + length),
		);
		return { bytes, close: async () => {} };
	}
	const name = basename(source.path);
	const file = await openFile(source.path, name);
	const size = (await file.stat()).size;
	return {
		bytes: windowed(name, size, (at, length) => readAt(file, at, length)),
		close: () => file.close(),
	};
}

/** The bytes of a plan, a quarter of a megabyte at a time at most. */
export async function* bytesOf(
	source: ByteSource,
	pieces: readonly Piece[],
): AsyncGenerator<Uint8Array> {
	for (const piece of pieces) {
		if ("bytes" in piece) yield piece.bytes;
		else
			for (let at = piece.from; at < piece.to; at += COPY_BYTES) {
				yield await source.read(at, Math.min(COPY_BYTES, piece.to - at));
			}
	}
}

/** Pieces as they are found; stretches that touch become one. */
export function pieceList(source: ByteSource) {
	const pieces: Piece[] = [];
	const refuse = () => {
		if (pieces.length > MAX_PIECES) throw damaged(source);
	};
	return {
		pieces,
		keep: (from: number, to: number) => {
			const last = pieces.at(-1);
			if (last !== undefined && "from" in last && last.to === from) {
				pieces[pieces.length - 1] = { from: last.from, to };
			} else if (to > from) {
				pieces.push({ from, to });
				refuse();
			}
		},
		add: (bytes: Uint8Array) => {
			pieces.push({ bytes });
		},
	};
}

export function damaged({ name }: Pick<ByteSource, "name">) {
	return appError("reference-damaged", { name });
}

type Read = (at: number, length: number) => Promise<Uint8Array>;

function sourceOf(name: string, size: number, read: Read): ByteSource {
	return {
		name,
		size,
		read: async (at, length) => {
			const bytes = await read(at, length);
			if (bytes.byteLength !== length) throw damaged({ name });
			return bytes;
		},
	};
}

function windowed(name: string, size: number, read: Read): ByteSource {
	let from = 0;
	let window: Uint8Array = new Uint8Array();
	return sourceOf(name, size, async (at, length) => {
		if (length > WINDOW_BYTES) return read(at, length);
		if (at < from || at + length > from + window.byteLength) {
			window = await read(at, WINDOW_BYTES);
			from = at;
		}
		return window.subarray(at - from, at - from + length);
	});
}

/** A new array each time; shorter at the file's end. */
async function readAt(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
	const bytes = new Uint8Array(length);
	let have = 0;
	while (have < length) {
		const { bytesRead } = await file.read(bytes, have, length - have, at + have);
		if (bytesRead === 0) break;
		have += bytesRead;
	}
	return bytes.subarray(0, have);
}

async function openFile(path: string, name: string): Promise<FileHandle> {
	let file: FileHandle;
	try {
		// A pipe would keep the app waiting.
		file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	} catch (cause) {
		const gone = systemCode(cause) === "ENOENT" || systemCode(cause) === "ENOTDIR";
		throw appError(gone ? "reference-gone" : "reference-unreadable", { name }, { cause });
	}
	const isFile = await file.stat().then(
		(stat) => stat.isFile(),
		() => false,
	);
	if (isFile) return file;
	await file.close();
	throw appError("reference-not-a-picture", { name });
}
