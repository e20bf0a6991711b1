import { createHash } from "node:crypto";
import { type ByteSource, damaged, type Piece, pieceList } from "./byte-source.ts";
import { exifOrientation, orientationOnly } from "./exif-orientation.ts";
import { endOfScan } from "./jpeg-scan.ts";
import type { MetadataPlan } from "./metadata-plan.ts";
import { EXTENDED_NOTE, MAX_XMP_BYTES, splitProperties, xmpPacket } from "./xmp-packet.ts";
import { xmpValues } from "./xmp-reading.ts";

/** Markers (ITU-T T.81, table B.1). */
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP11 = 0xeb;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;
const SOS = 0xda;
const EOI = 0xd9;
/** A segment's length counts itself and has two bytes. */
const MAX_SEGMENT = 65_533;
/** What segments begin with (XMP part 3, 1.1.3; Exif 2.32, 4.7.2; ICC.1, B.4; JFIF 1.02; read 2026-11-21). */
const signatures = {
	exif: "Exif\0\0",
	xmp: "http://ns.adobe.com/xap/1.0/\0",
	extended: "http://ns.adobe.com/xmp/extension/\0",
	profile: "ICC_PROFILE\0",
	jfif: "JFIF\0",
	/** Says how colours are coded: without it they come out wrong. */
	adobe: "Adobe",
} as const;
/** Digits of the packet's MD5, its length, and where a part begins. */
const EXTENDED_HEAD = signatures.extended.length + 32 + 4 + 4;
/** XMP part 3, 1.1.3.1 advises no more a segment. */
const EXTENDED_PART = 65_400;
const MAX_SEGMENTS = 100_000;

type Segment = {
	readonly marker: number;
	/** Of its `0xff`. */
	readonly at: number;
	/** Behind its last byte; of a scan, behind the last byte of its data. */
	readonly end: number;
	/** Where what it holds begins. */
	readonly data: number;
};

/** The pieces of a JPEG with other metadata; its pixels stay byte for byte. @throws AppError `reference-damaged` */
export async function planJpeg(source: ByteSource, plan: MetadataPlan): Promise<readonly Piece[]> {
	const list = pieceList(source);
	const added = plan.xmp === undefined ? [] : xmpSegments(plan);
	list.keep(0, 2);
	let written = added.length === 0;
	for await (const segment of segmentsOf(source)) {
		const start = await startOf(source, segment);
		// JFIF and Exif both want to be first.
		const leads = segment.marker === APP0 || start.startsWith(signatures.exif);
		if (!written && !leads) {
			for (const one of added) list.add(one);
			written = true;
		}
		const kept = await keeps(source, segment, start, plan);
		if (kept === true) list.keep(segment.at, segment.end);
		else if (kept !== false) list.add(kept);
		// Some phones keep a second picture there; it goes when all that is not the picture goes.
		if (segment.marker === EOI && plan.keep === "all") list.keep(segment.end, source.size);
	}
	return list.pieces;
}

/** The XMP of a JPEG, its extension joined on; undefined when it has none. @throws AppError `reference-damaged` */
export async function xmpOfJpeg(source: ByteSource): Promise<string | undefined> {
	let packet: string | undefined;
	let digest: string | undefined;
	const parts = new Map<number, Uint8Array>();
	let have = 0;
	for await (const segment of segmentsOf(source)) {
		if (segment.marker === SOS) break;
		if (segment.marker !== APP1) continue;
		const start = await startOf(source, segment);
		const data = async (skip: number) =>
			source.read(segment.data + skip, Math.max(0, segment.end - segment.data - skip));
		if (start.startsWith(signatures.xmp)) {
			if (packet !== undefined) continue;
			packet = Buffer.from(await data(signatures.xmp.length)).toString("utf8");
			[digest] = xmpValues(packet, ["xmpNote", "HasExtendedXMP"]);
		} else if (start.startsWith(signatures.extended)) {
			const part = Buffer.from(await data(signatures.extended.length));
			if (part.length < 40 || have + part.length > MAX_XMP_BYTES) continue;
			// Parts of another packet than the one the file names are left over from an older one.
			if (part.toString("latin1", 0, 32) !== digest) continue;
			parts.set(part.readUInt32BE(36), part.subarray(40));
			have += part.length;
		}
	}
	const inOrder = [...parts.entries()].sort(([one], [other]) => one - other);
	return packet && packet + Buffer.concat(inOrder.map(([, part]) => part)).toString("utf8");
}

/** True: stays. False: goes. Bytes: a segment to put in its place. */
async function keeps(
	source: ByteSource,
	{ marker, data, end }: Segment,
	start: string,
	plan: MetadataPlan,
): Promise<boolean | Uint8Array> {
	if (marker !== COM && (marker < APP0 || marker > APP15)) return true;
	const isXmp = start.startsWith(signatures.xmp) || start.startsWith(signatures.extended);
	// Content credentials sign the file's bytes, and would call a changed one forged (C2PA 2.1, A.3.1).
	if (plan.keep === "all") return marker !== APP11 && !(marker === APP1 && isXmp);
	if (marker === APP0) return start.startsWith(signatures.jfif);
	if (marker === APP2) return start.startsWith(signatures.profile);
	if (marker === APP14) return start.startsWith(signatures.adobe);
	if (marker !== APP1 || !start.startsWith(signatures.exif)) return false;
	const from = data + signatures.exif.length;
	const orientation = exifOrientation(await source.read(from, end - from));
	if (orientation === 1) return false;
	const exif = Buffer.from(signatures.exif, "latin1");
	return segmentOf(APP1, Buffer.concat([exif, orientationOnly(orientation)]));
}

/** Enough of a segment to know it by. */
async function startOf(source: ByteSource, { data, end, marker }: Segment): Promise<string> {
	if (marker < APP0 || marker > APP15) return "";
	const bytes = await source.read(data, Math.min(end - data, signatures.extended.length));
	return Buffer.from(bytes).toString("latin1");
}

async function* segmentsOf(source: ByteSource): AsyncGenerator<Segment> {
	let at = 2;
	for (let count = 0; count < MAX_SEGMENTS && at + 2 <= source.size; count += 1) {
		const [sign, marker = 0] = await source.read(at, 2);
		if (sign !== 0xff) throw damaged(source);
		// Bytes of 0xff may fill the room before a marker.
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === EOI) {
			yield { marker, at, data: at + 2, end: at + 2 };
			return;
		}
		const length = Buffer.from(await source.read(at + 2, 2)).readUInt16BE(0);
		const end = at + 2 + length;
		if (length < 2 || end > source.size) throw damaged(source);
		const last = marker === SOS ? await endOfScan(source, end) : end;
		yield { marker, at, data: at + 4, end: last };
		at = last;
	}
	// Decoders are content with a picture that lacks its end; one of endless segments is none.
	if (at + 2 <= source.size) throw damaged(source);
}

function xmpSegments({ xmp = [] }: MetadataPlan): readonly Uint8Array[] {
	const room = MAX_SEGMENT - signatures.xmp.length;
	const { main, extended } = splitProperties(xmp, room);
	const signature = Buffer.from(signatures.xmp, "latin1");
	if (extended.length === 0) {
		return [segmentOf(APP1, Buffer.concat([signature, utf8(xmpPacket(main))]))];
	}
	const packet = utf8(xmpPacket(extended, { bare: true }));
	const digest = createHash("md5").update(packet).digest("hex").toUpperCase();
	const named = [...main, { ...EXTENDED_NOTE, xml: EXTENDED_NOTE.xml.replace("{}", digest) }];
	const segments = [segmentOf(APP1, Buffer.concat([signature, utf8(xmpPacket(named))]))];
	for (let from = 0; from < packet.length; from += EXTENDED_PART) {
		const head = Buffer.alloc(EXTENDED_HEAD);
		const place = head.write(signatures.extended + digest, "latin1");
		head.writeUInt32BE(packet.length, place);
		head.writeUInt32BE(from, place + 4);
		const part = packet.subarray(from, from + EXTENDED_PART);
		segments.push(segmentOf(APP1, Buffer.concat([head, part])));
	}
	return segments;
}

function segmentOf(marker: number, data: Uint8Array): Uint8Array {
	const segment = Buffer.alloc(4 + data.byteLength);
	segment.writeUInt16BE(0xff00 | marker, 0);
	segment.writeUInt16BE(2 + data.byteLength, 2);
	segment.set(data, 4);
	return segment;
}

function utf8(text: string): Buffer {
	return Buffer.from(text, "utf8");
}
