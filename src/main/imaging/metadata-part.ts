import { inflateSync } from "node:zlib";
import type { PictureBytes } from "./read-picture.ts";

/** Of one piece of metadata, in the file or unpacked; a large ComfyUI workflow has a tenth of it. */
const MAX_PIECE_BYTES = 4 * 1024 * 1024;
/** Of all of them. */
const MAX_PART_BYTES = 8 * 1024 * 1024;
/** Of what is read whole because its metadata can lie anywhere. */
const MAX_WHOLE_BYTES = 24 * 1024 * 1024;
/** A file made of empty pieces would keep a walk busy. */
const MAX_PIECES = 20_000;

/**
 * A small file that has the metadata of a picture and none of its pixels, so that whoever reads it
 * needs neither much memory nor much time, whatever the picture holds.
 * @returns undefined where the metadata cannot be told from the rest
 */
export function metadataPart(picture: PictureBytes): Uint8Array | undefined {
	switch (picture.format) {
		case "png":
			return pngPart(picture);
		case "jpeg":
			return jpegPart(picture);
		case "webp":
			return webpPart(picture);
		case "avif":
		case "tiff":
			return picture.length <= MAX_WHOLE_BYTES ? picture.whole() : undefined;
		case "gif":
			return undefined;
	}
}

/** Chunks of a PNG with words in them (https://www.w3.org/TR/png-3/, sections 11.3.2 to 11.3.4, read 2026-11-21). */
const pngText = new Set(["tEXt", "iTXt", "eXIf"]);
const PNG_SIGNATURE = 8;
const CHUNK_HEAD = 8;
const CHUNK_CHECKSUM = 4;

function pngPart(picture: PictureBytes): Uint8Array {
	const pieces: Uint8Array[] = [copied(picture, 0, PNG_SIGNATURE)];
	const room = createRoom();
	for (let at = PNG_SIGNATURE, count = 0; count < MAX_PIECES; count += 1) {
		const head = copied(picture, at, CHUNK_HEAD);
		if (head.byteLength < CHUNK_HEAD) break;
		const length = viewOf(head).getUint32(0);
		const type = latin1(head.subarray(4));
		if (type === "IEND") break;
		const isText = pngText.has(type) || type === "zTXt";
		if (type === "IHDR" || (isText && room.take(length))) {
			const data = copied(picture, at + CHUNK_HEAD, length);
			const plain = unpacked(type, data);
			if (plain !== undefined) pieces.push(pngChunk(plain.type, plain.data));
		}
		at += CHUNK_HEAD + length + CHUNK_CHECKSUM;
	}
	pieces.push(pngChunk("IEND", new Uint8Array()));
	return Buffer.concat(pieces);
}

/** Texts that are packed, unpacked within a limit; undefined when they are damaged or too long. */
function unpacked(type: string, data: Uint8Array): { type: string; data: Uint8Array } | undefined {
	const end = data.indexOf(0);
	if (type === "zTXt") {
		const text = inflated(data.subarray(end + 2));
		// Latin-1, as plain text chunks are.
		return text && { type: "tEXt", data: Buffer.concat([data.subarray(0, end + 1), text]) };
	}
	const isPacked = type === "iTXt" && end >= 0 && data[end + 1] === 1;
	if (!isPacked) return { type, data };
	const language = data.indexOf(0, end + 3);
	const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
	const text = translated < 0 ? undefined : inflated(data.subarray(translated + 1));
	if (text === undefined) return undefined;
	const plainHead = Buffer.from(data.subarray(0, translated + 1));
	plainHead[end + 1] = 0;
	return { type, data: Buffer.concat([plainHead, text]) };
}

function inflated(packed: Uint8Array): Uint8Array | undefined {
	try {
		return inflateSync(packed, { maxOutputLength: MAX_PIECE_BYTES });
	} catch {
		return undefined;
	}
}

/** Its checksum is left empty: nobody looks at it. */
function pngChunk(type: string, data: Uint8Array): Uint8Array {
	const chunk = Buffer.alloc(CHUNK_HEAD + data.byteLength + CHUNK_CHECKSUM);
	chunk.writeUInt32BE(data.byteLength, 0);
	chunk.write(type, 4, "latin1");
	chunk.set(data, CHUNK_HEAD);
	return chunk;
}

const SOI_BYTES = 2;
/** JPEG markers (ITU-T T.81, table B.1): APP1 and APP13 have EXIF, XMP and IPTC, COM words. */
const jpegKept = new Set([0xe1, 0xed, 0xfe]);
const JPEG_START_OF_SCAN = 0xda;
const JPEG_END = 0xd9;

function jpegPart(picture: PictureBytes): Uint8Array {
	const pieces: Uint8Array[] = [copied(picture, 0, SOI_BYTES)];
	const room = createRoom();
	for (let at = SOI_BYTES, count = 0; count < MAX_PIECES; count += 1) {
		const head = copied(picture, at, 4);
		if (head.byteLength < 4 || head[0] !== 0xff) break;
		const marker = head[1] ?? 0;
		// Any number of these may stand before a marker.
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === JPEG_START_OF_SCAN || marker === JPEG_END) break;
		const length = viewOf(head).getUint16(2);
		if (length < 2) break;
		if (jpegKept.has(marker) && room.take(length)) pieces.push(copied(picture, at, 2 + length));
		at += 2 + length;
	}
	pieces.push(Uint8Array.of(0xff, JPEG_END));
	return Buffer.concat(pieces);
}

const RIFF_HEAD = 12;
/** https://developers.google.com/speed/webp/docs/riff_container, read 2026-11-21. */
const webpKept = new Set(["VP8X", "EXIF", "XMP "]);

function webpPart(picture: PictureBytes): Uint8Array {
	const pieces: Uint8Array[] = [];
	const room = createRoom();
	for (let at = RIFF_HEAD, count = 0; count < MAX_PIECES; count += 1) {
		const head = copied(picture, at, 8);
		if (head.byteLength < 8) break;
		const length = viewOf(head).getUint32(4, true);
		const padded = length + (length % 2);
		if (webpKept.has(latin1(head.subarray(0, 4))) && room.take(padded)) {
			pieces.push(copied(picture, at, 8 + padded));
		}
		at += 8 + padded;
	}
	const body = Buffer.concat(pieces);
	const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
	head.writeUInt32LE(4 + body.byteLength, 4);
	return Buffer.concat([head, body]);
}

function createRoom() {
	let left = MAX_PART_BYTES;
	return {
		take: (bytes: number): boolean => {
			if (bytes > MAX_PIECE_BYTES || bytes > left) return false;
			left -= bytes;
			return true;
		},
	};
}

/** What `part` gives is good until the next one is read, and may be shorter than asked for. */
function copied(picture: PictureBytes, from: number, length: number): Uint8Array {
	const pieces: Uint8Array[] = [];
	let have = 0;
	while (have < length) {
		const part = picture.part(from + have, length - have);
		if (part.byteLength === 0) break;
		pieces.push(Uint8Array.from(part));
		have += part.byteLength;
	}
	return pieces.length === 1 ? (pieces[0] ?? new Uint8Array()) : Buffer.concat(pieces);
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function latin1(bytes: Uint8Array): string {
	return String.fromCharCode(...bytes);
}
