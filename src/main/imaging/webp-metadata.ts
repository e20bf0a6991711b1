import { type ByteSource, damaged, type Piece, pieceList } from "./byte-source.ts";
import { exifOrientation, orientationOnly } from "./exif-orientation.ts";
import type { MetadataPlan } from "./metadata-plan.ts";
import { MAX_XMP_BYTES, xmpPacket } from "./xmp-packet.ts";

/** RIFF, its size, WEBP; four characters and a size a chunk (https://developers.google.com/speed/webp/docs/riff_container, read 2026-11-21). */
const FILE_HEAD = 12;
const HEAD = 8;
const MAX_CHUNKS = 100_000;
const MAX_EXIF_BYTES = 1024 * 1024;
/** Bits of the first byte of `VP8X`. */
const flags = { exif: 0x08, xmp: 0x04, alpha: 0x10 } as const;
/** What decoders draw; everything else is about the picture. */
const picture: ReadonlySet<string> = new Set([
	...["VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L"],
]);
/** Content credentials sign the file's bytes (C2PA 2.1, A.3.5). */
const CREDENTIALS = "C2PA";

type Chunk = { readonly type: string; readonly at: number; readonly length: number };

/** The pieces of a WebP with other metadata; its pixels stay byte for byte. @throws AppError `reference-damaged` */
export async function planWebp(source: ByteSource, plan: MetadataPlan): Promise<readonly Piece[]> {
	const list = pieceList(source);
	let head: Uint8Array | undefined;
	let exif: Uint8Array | undefined;
	let keptExif = false;
	for await (const chunk of chunksOf(source)) {
		const { type, at, length } = chunk;
		if (head === undefined) {
			head = type === "VP8X" ? await source.read(at + HEAD, length) : await madeHead(source, chunk);
			if (head.byteLength !== 10) throw damaged(source);
			if (type === "VP8X") continue;
		}
		if (type === "EXIF" && plan.keep === "colour") {
			if (length <= MAX_EXIF_BYTES) exif ??= await turnedExif(source, chunk);
			continue;
		}
		if (type === "XMP " || type === CREDENTIALS) continue;
		if (plan.keep === "colour" && !picture.has(type)) continue;
		keptExif ||= type === "EXIF";
		// The last chunk of a sloppy file lacks its padding: the picture is whole all the same.
		list.keep(at, Math.min(source.size, at + HEAD + length));
		if (length % 2 === 1) list.add(new Uint8Array(1));
	}
	if (head === undefined) throw damaged(source);
	if (exif !== undefined) list.add(chunkOf("EXIF", exif));
	if (plan.xmp !== undefined) list.add(chunkOf("XMP ", Buffer.from(xmpPacket(plan.xmp), "utf8")));
	const has = { exif: keptExif || exif !== undefined, xmp: plan.xmp !== undefined };
	return withFileHead(list.pieces, head, has);
}

/** The XMP of a WebP; undefined when it has none. @throws AppError `reference-damaged` */
export async function xmpOfWebp(source: ByteSource): Promise<string | undefined> {
	for await (const { type, at, length } of chunksOf(source)) {
		if (type !== "XMP " || length > MAX_XMP_BYTES) continue;
		return Buffer.from(await source.read(at + HEAD, length)).toString("utf8");
	}
	return undefined;
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Chunk> {
	const riff = Buffer.from(await source.read(0, FILE_HEAD));
	// What lies behind the size the file gives itself is no part of it.
	const end = Math.min(source.size, 8 + riff.readUInt32LE(4));
	let at = FILE_HEAD;
	for (let count = 0; at + HEAD <= end; count += 1) {
		if (count === MAX_CHUNKS) throw damaged(source);
		const head = Buffer.from(await source.read(at, HEAD));
		const length = head.readUInt32LE(4);
		if (at + HEAD + length > source.size) throw damaged(source);
		yield { type: head.toString("latin1", 0, 4), at, length };
		at += HEAD + length + (length % 2);
	}
}

function withFileHead(
	pieces: readonly Piece[],
	head: Uint8Array,
	has: { readonly exif: boolean; readonly xmp: boolean },
): readonly Piece[] {
	const extended = Uint8Array.from(head);
	const others = (extended[0] ?? 0) & ~(flags.exif | flags.xmp);
	extended[0] = others | (has.exif ? flags.exif : 0) | (has.xmp ? flags.xmp : 0);
	const rest = [{ bytes: chunkOf("VP8X", extended) }, ...pieces];
	const size = rest.reduce((sum, piece) => sum + lengthOf(piece), 0);
	const file = Buffer.alloc(FILE_HEAD);
	file.write("RIFF", 0, "latin1");
	file.writeUInt32LE(4 + size, 4);
	file.write("WEBP", 8, "latin1");
	return [{ bytes: file }, ...rest];
}

function lengthOf(piece: Piece): number {
	return "bytes" in piece ? piece.bytes.byteLength : piece.to - piece.from;
}

/** The ten bytes of `VP8X` for a file of the simple format: flags, and the size of the canvas less one. */
async function madeHead(source: ByteSource, { type, at, length }: Chunk): Promise<Uint8Array> {
	const start = Buffer.from(await source.read(at + HEAD, Math.min(10, length)));
	if (start.length < 10) throw damaged(source);
	const head = Buffer.alloc(10);
	const size = (width: number, height: number) => {
		head.writeUIntLE(width - 1, 4, 3);
		head.writeUIntLE(height - 1, 7, 3);
		return head;
	};
	if (type === "VP8L" && start[0] === 0x2f) {
		const bits = start.readUInt32LE(1);
		if ((bits >>> 28) & 1) head[0] = flags.alpha;
		return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
	}
	// A key frame's start code, then 14 bits a side (RFC 6386, 9.1).
	const isKeyFrame = type === "VP8 " && start.readUIntBE(3, 3) === 0x9d012a;
	if (!isKeyFrame) throw damaged(source);
	const [width, height] = [start.readUInt16LE(6) & 0x3fff, start.readUInt16LE(8) & 0x3fff];
	if (width === 0 || height === 0) throw damaged(source);
	return size(width, height);
}

async function turnedExif(source: ByteSource, { at, length }: Chunk) {
	const data = await source.read(at + HEAD, length);
	// Some writers begin it as JPEG has it.
	const prefixed = Buffer.from(data.subarray(0, 6)).toString("latin1") === "Exif\0\0";
	const orientation = exifOrientation(prefixed ? data.subarray(6) : data);
	return orientation > 1 ? orientationOnly(orientation) : undefined;
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
	const chunk = Buffer.alloc(HEAD + data.byteLength + (data.byteLength % 2));
	chunk.write(type, 0, "latin1");
	chunk.writeUInt32LE(data.byteLength, 4);
	chunk.set(data, HEAD);
	return chunk;
}
