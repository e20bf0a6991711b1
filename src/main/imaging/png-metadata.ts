import { crc32, inflateSync } from "node:zlib";
import { type ByteSource, damaged, type Piece, pieceList } from "./byte-source.ts";
import { exifOrientation, orientationOnly } from "./exif-orientation.ts";
import type { MetadataPlan } from "./metadata-plan.ts";
import { MAX_XMP_BYTES, xmpPacket } from "./xmp-packet.ts";

/** Length, type and checksum of a chunk (PNG, third edition, https://www.w3.org/TR/png-3/, 5.3, read 2026-11-21). */
const HEAD = 8;
const TAIL = 4;
const SIGNATURE = 8;
/** More chunks than this and a file was made to be expensive: a picture of 200 MB in the smallest usual ones has 50,000. */
const MAX_CHUNKS = 1_000_000;
const MAX_EXIF_BYTES = 1024 * 1024;

/**
 * Ancillary chunks that say what the pixels look like, or are pixels (PNG, 11.3): transparency, colour,
 * background, size on paper, and the frames of a moving picture. Everything else that a decoder may
 * skip is about the picture and not of it.
 */
const looksLike: ReadonlySet<string> = new Set([
	...["tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI"],
	...["bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT"],
]);
/** Content credentials sign the file's bytes, and would call a changed one forged (C2PA 2.1, A.3.3). */
const CREDENTIALS = "caBX";
const XMP_KEYWORD = "XML:com.adobe.xmp";
/** The keyword's zero byte, not compressed, no method, no language, no translated keyword (XMP part 3, 1.1.5). */
const XMP_HEAD = Buffer.from(`${XMP_KEYWORD}\0\0\0\0\0`, "latin1");

type Chunk = { readonly type: string; readonly at: number; readonly length: number };

/** The pieces of a PNG with other metadata; its pixels stay byte for byte. @throws AppError `reference-damaged` */
export async function planPng(source: ByteSource, plan: MetadataPlan): Promise<readonly Piece[]> {
	const list = pieceList(source);
	list.keep(0, SIGNATURE);
	let written = plan.xmp === undefined;
	for await (const chunk of chunksOf(source)) {
		const { type, at, length } = chunk;
		if (!written && (type === "IDAT" || type === "IEND")) {
			list.add(chunkOf("iTXt", Buffer.concat([XMP_HEAD, utf8(xmpPacket(plan.xmp ?? []))])));
			written = true;
		}
		const kept = await keeps(source, chunk, plan);
		if (kept === true) list.keep(at, at + HEAD + length + TAIL);
		else if (kept !== false) list.add(kept);
	}
	return list.pieces;
}

/** The XMP of a PNG; undefined when it has none. @throws AppError `reference-damaged` */
export async function xmpOfPng(source: ByteSource): Promise<string | undefined> {
	for await (const chunk of chunksOf(source)) {
		if (!(await isXmp(source, chunk)) || chunk.length > MAX_XMP_BYTES) continue;
		const text = textOf(await source.read(chunk.at + HEAD, chunk.length));
		if (text !== undefined) return text;
	}
	return undefined;
}

/** True: stays. False: goes. Bytes: a chunk to put in its place. */
async function keeps(
	source: ByteSource,
	chunk: Chunk,
	plan: MetadataPlan,
): Promise<boolean | Uint8Array> {
	const { type, at, length } = chunk;
	// A capital first letter: no decoder may skip it (PNG, 5.4).
	if (/^[A-Z]/.test(type) || looksLike.has(type)) return true;
	if (plan.keep === "all") return type !== CREDENTIALS && !(await isXmp(source, chunk));
	if (type !== "eXIf" || length > MAX_EXIF_BYTES) return false;
	const orientation = exifOrientation(await source.read(at + HEAD, length));
	return orientation > 1 && chunkOf("eXIf", orientationOnly(orientation));
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Chunk> {
	let at = SIGNATURE;
	for (let count = 0; count < MAX_CHUNKS; count += 1) {
		const head = Buffer.from(await source.read(at, HEAD));
		const length = head.readUInt32BE(0);
		const type = head.toString("latin1", 4);
		if (at + HEAD + length + TAIL > source.size) throw damaged(source);
		yield { type, at, length };
		// Whatever lies behind the last chunk is no part of the picture.
		if (type === "IEND") return;
		at += HEAD + length + TAIL;
	}
	throw damaged(source);
}

async function isXmp(source: ByteSource, { type, at, length }: Chunk): Promise<boolean> {
	if (type !== "iTXt" || length < XMP_HEAD.length) return false;
	const keyword = Buffer.from(await source.read(at + HEAD, XMP_KEYWORD.length + 1));
	return keyword.toString("latin1") === `${XMP_KEYWORD}\0`;
}

/** What an `iTXt` chunk says; undefined when it is damaged. */
function textOf(data: Uint8Array): string | undefined {
	const flags = XMP_KEYWORD.length + 1;
	const language = data.indexOf(0, flags + 2);
	const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
	if (translated < 0) return undefined;
	const text = data.subarray(translated + 1);
	if (data[flags] === 0) return Buffer.from(text).toString("utf8");
	try {
		return inflateSync(text, { maxOutputLength: MAX_XMP_BYTES }).toString("utf8");
	} catch {
		return undefined;
	}
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
	const chunk = Buffer.alloc(HEAD + data.byteLength + TAIL);
	chunk.writeUInt32BE(data.byteLength, 0);
	chunk.write(type, 4, "latin1");
	chunk.set(data, HEAD);
	const checked = chunk.subarray(4, HEAD + data.byteLength);
	chunk.writeUInt32BE(crc32(checked), HEAD + data.byteLength);
	return chunk;
}

function utf8(text: string): Buffer {
	return Buffer.from(text, "utf8");
}
