import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { appError } from "../../contract/errors.ts";
import type { ImageSource } from "./imaging.ts";
import { type PictureFormat, pngIsClosed, SNIFF_BYTES, sniffPicture } from "./picture-format.ts";

export type PictureBytes = { readonly bytes: Uint8Array; readonly format: PictureFormat };

const MAX_FILE_BYTES = 200_000_000;

/**
 * The bytes of a picture, known by its first bytes to be one of ours. Blocks: for workers only.
 * @param name what sentences call the picture
 * @throws AppError `reference-gone`, `reference-unreadable`, `reference-not-a-picture`,
 * `reference-heic`, `reference-too-large`, `reference-damaged`
 */
export function readPicture(source: ImageSource, name: string): PictureBytes {
	const bytes = "bytes" in source ? source.bytes : readFile(source.path, name);
	refuseLargeFile(bytes.byteLength, name);
	const format = pictureFormat(bytes, name);
	if (format === "png" && !pngIsClosed(bytes)) throw appError("reference-damaged", { name });
	return { bytes, format };
}

function readFile(path: string, name: string): Uint8Array {
	try {
		// Opening a pipe or a device could wait for ever.
		if (!statSync(path).isFile()) throw appError("reference-not-a-picture", { name });
		const file = openSync(path, "r");
		try {
			return readOpenFile(file, name);
		} finally {
			closeSync(file);
		}
	} catch (error) {
		throw named(error, name);
	}
}

/** Looks at the beginning first, so that a film of 2 GB is refused without being read. */
function readOpenFile(file: number, name: string): Uint8Array {
	const size = fstatSync(file).size;
	const head = readPart(file, Math.min(size, SNIFF_BYTES));
	pictureFormat(head, name);
	refuseLargeFile(size, name);
	return readPart(file, size);
}

function readPart(file: number, length: number): Uint8Array {
	const bytes = new Uint8Array(length);
	let have = 0;
	while (have < length) {
		const got = readSync(file, bytes, have, length - have, have);
		if (got === 0) break;
		have += got;
	}
	return bytes.subarray(0, have);
}

function pictureFormat(head: Uint8Array, name: string): PictureFormat {
	if (head.byteLength === 0) throw appError("reference-damaged", { name });
	const format = sniffPicture(head);
	if (format === undefined) throw appError("reference-not-a-picture", { name });
	if (format === "heic") throw appError("reference-heic", { name });
	return format;
}

function refuseLargeFile(bytes: number, name: string): void {
	if (bytes <= MAX_FILE_BYTES) return;
	const megabytes = (count: number) => `${Math.ceil(count / 1e6)} MB`;
	throw appError("reference-too-large", {
		name,
		have: megabytes(bytes),
		limit: megabytes(MAX_FILE_BYTES),
	});
}

/** A system error in our words; anything else as it is. */
function named(error: unknown, name: string): unknown {
	if (!(error instanceof Error && "code" in error)) return error;
	switch (error.code) {
		case "ENOENT":
		case "ENOTDIR":
		case "ENAMETOOLONG":
		case "ELOOP":
			return appError("reference-gone", { name }, { cause: error });
		case "EACCES":
		case "EPERM":
		case "EBUSY":
			return appError("reference-unreadable", { name }, { cause: error });
		case "EIO":
			return appError("reference-damaged", { name }, { cause: error });
		default:
			return error;
	}
}
