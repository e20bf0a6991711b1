import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { appError } from "../../contract/errors.ts";
import type { ImageSource } from "./imaging.ts";
import {
	type PictureFormat,
	pngIsClosed,
	type RefusedFormat,
	SNIFF_BYTES,
	sniffPicture,
} from "./picture-format.ts";

/** The bytes of a picture; those of a large file stay on the disk until they are asked for. */
export type PictureBytes = {
	readonly format: PictureFormat;
	readonly length: number;
	/** Up to `length` bytes from `from` on, or fewer; none at the end. Good until the next part is read. */
	readonly part: (from: number, length: number) => Uint8Array;
	readonly whole: () => Uint8Array;
	/** The decoder should ask for parts, so that the whole is never in memory. */
	readonly inParts: boolean;
};

const MAX_FILE_BYTES = 200_000_000;
/** Asking costs a third more time (measured at 8 MB), which is worth it where copies would be large. */
const IN_PARTS_FROM_BYTES = 12_000_000;
/** Decoders ask for 4 KB at a time. */
const WINDOW_BYTES = 256 * 1024;
/** These decoders read from the beginning to the end; the others want everything at once, or jump. */
const decodedInParts: ReadonlySet<PictureFormat> = new Set(["png", "jpeg"]);

/**
 * Opens a picture whose first bytes say that it is one of ours. Blocks: for workers only.
 * @param name what sentences call the picture
 * @param use gets the bytes, which are gone when it returns
 * @throws AppError `reference-gone`, `reference-unreadable`, `reference-not-a-picture`,
 * `reference-heic` and its like, `reference-too-large`, `reference-damaged`; and what `use` throws
 */
export function withPicture<Value>(
	source: ImageSource,
	name: string,
	use: (picture: PictureBytes) => Value,
): Value {
	if ("bytes" in source) return use(checked(inMemory(source.bytes), name));
	const file = openFile(source.path, name);
	try {
		const bytes = onDisk(file, name);
		const { format } = checked(bytes, name);
		const inParts = bytes.length >= IN_PARTS_FROM_BYTES && decodedInParts.has(format);
		return use({ ...(inParts ? bytes : inMemory(bytes.whole())), format, inParts });
	} finally {
		closeSync(file);
	}
}

type Bytes = Omit<PictureBytes, "format" | "inParts">;

function inMemory(bytes: Uint8Array): Bytes {
	return {
		length: bytes.byteLength,
		part: (from, length) => bytes.subarray(from, from + length),
		whole: () => bytes,
	};
}

function onDisk(file: number, name: string): Bytes {
	const length = named(name, () => fstatSync(file).size);
	const window = Buffer.alloc(Math.min(length, WINDOW_BYTES));
	let [start, end] = [0, 0];
	return {
		length,
		part: (from, most) => {
			const until = Math.min(from + Math.min(most, window.byteLength), length);
			if (from < start || until > end) {
				start = from;
				end = from + named(name, () => readInto(window, file, from));
			}
			// A file that has become shorter has nothing where there was something.
			return window.subarray(from - start, Math.max(from, Math.min(until, end)) - start);
		},
		whole: () => {
			const bytes = new Uint8Array(length);
			return bytes.subarray(
				0,
				named(name, () => readInto(bytes, file, 0)),
			);
		},
	};
}

/** Looks at the beginning first, so that a film of 2 GB is refused without being read. */
function checked(bytes: Bytes, name: string): PictureBytes {
	const format = pictureFormat(bytes.part(0, SNIFF_BYTES), name);
	refuseLargeFile(bytes.length, name);
	if (format === "png" && !pngIsClosed(bytes)) throw appError("reference-damaged", { name });
	return { ...bytes, format, inParts: false };
}

function openFile(path: string, name: string): number {
	return named(name, () => {
		// Opening a pipe or a device could wait for ever.
		if (!statSync(path).isFile()) throw appError("reference-not-a-picture", { name });
		return openSync(path, "r");
	});
}

/** @returns how many bytes were read; fewer than there is room for only at the file's end */
function readInto(bytes: Uint8Array, file: number, from: number): number {
	let have = 0;
	while (have < bytes.byteLength) {
		const got = readSync(file, bytes, have, bytes.byteLength - have, from + have);
		if (got === 0) break;
		have += got;
	}
	return have;
}

function pictureFormat(head: Uint8Array, name: string): PictureFormat {
	if (head.byteLength === 0) throw appError("reference-damaged", { name });
	const format = sniffPicture(head);
	if (format === undefined) throw appError("reference-not-a-picture", { name });
	if (isRefused(format)) throw appError(`reference-${format}`, { name });
	return format;
}

const refused: ReadonlySet<string> = new Set<RefusedFormat>(["heic", "svg", "psd", "pdf", "raw"]);

function isRefused(format: PictureFormat | RefusedFormat): format is RefusedFormat {
	return refused.has(format);
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

/** Runs file work; a system error is thrown in our words, anything else as it is. */
function named<Value>(name: string, work: () => Value): Value {
	try {
		return work();
	} catch (error) {
		throw inWords(error, name);
	}
}

function inWords(error: unknown, name: string): unknown {
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
