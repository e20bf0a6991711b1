import { appError, assertNever } from "../../contract/errors.ts";
import { type ByteSource, bytesOf, openBytes, type Piece } from "./byte-source.ts";
import type { ImageSource } from "./imaging.ts";
import { planJpeg, xmpOfJpeg } from "./jpeg-metadata.ts";
import type { MetadataPlan } from "./metadata-plan.ts";
import { SNIFF_BYTES, sniffPicture } from "./picture-format.ts";
import { planPng, xmpOfPng } from "./png-metadata.ts";
import { planWebp, xmpOfWebp } from "./webp-metadata.ts";
import { type PictureXmp, xmpProperties } from "./xmp-packet.ts";

/** What becomes of a file's metadata. */
export type MetadataWish = {
	readonly keep: MetadataPlan["keep"];
	/** Put in. */
	readonly xmp?: PictureXmp;
};

/** Formats whose metadata can be changed without touching a pixel. */
const containers = ["png", "jpeg", "webp"] as const;
export type Container = (typeof containers)[number];

export function isContainer(format: string): format is Container {
	return containers.some((one) => one === format);
}

/** A picture file that is ready to be written. */
export type RewrittenPicture = {
	/** Its exact size. */
	readonly bytes: number;
	/** The file, once: closes what it reads from at its end. */
	readonly stream: () => AsyncGenerator<Uint8Array>;
	/** For one that is not written after all. */
	readonly close: () => Promise<void>;
};

/**
 * A PNG, JPEG or WebP with other metadata; its pixels stay byte for byte. What can be wrong with the file
 * is found before this returns.
 * @throws AppError `reference-damaged`, `reference-gone`, `reference-unreadable`, `reference-not-a-picture`
 */
export async function rewriteMetadata(
	source: ImageSource,
	{ keep, xmp }: MetadataWish,
): Promise<RewrittenPicture> {
	const { bytes, close } = await openBytes(source);
	try {
		const plan: MetadataPlan = { keep, ...(xmp !== undefined && { xmp: xmpProperties(xmp) }) };
		const format = await containerOf(bytes);
		if (format === undefined) throw appError("reference-not-a-picture", { name: bytes.name });
		const pieces = await planOf(format, bytes, plan);
		return {
			bytes: pieces.reduce((sum, piece) => sum + lengthOf(piece), 0),
			close,
			stream: async function* () {
				try {
					yield* bytesOf(bytes, pieces);
				} finally {
					await close();
				}
			},
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/**
 * The XMP packet of a picture file as text, of a JPEG with its extension behind it.
 * @returns undefined when it has none, is no PNG, JPEG or WebP, or is damaged
 * @throws AppError `reference-gone`, `reference-unreadable`, `reference-not-a-picture` for a folder
 */
export async function readXmp(source: ImageSource): Promise<string | undefined> {
	const { bytes, close } = await openBytes(source);
	try {
		const format = await containerOf(bytes);
		return format === undefined ? undefined : await xmpOf(format, bytes);
	} catch {
		return undefined;
	} finally {
		await close();
	}
}

function planOf(
	format: Container,
	bytes: ByteSource,
	plan: MetadataPlan,
): Promise<readonly Piece[]> {
	switch (format) {
		case "png":
			return planPng(bytes, plan);
		case "jpeg":
			return planJpeg(bytes, plan);
		case "webp":
			return planWebp(bytes, plan);
		default:
			return assertNever(format);
	}
}

function xmpOf(format: Container, bytes: ByteSource): Promise<string | undefined> {
	switch (format) {
		case "png":
			return xmpOfPng(bytes);
		case "jpeg":
			return xmpOfJpeg(bytes);
		case "webp":
			return xmpOfWebp(bytes);
		default:
			return assertNever(format);
	}
}

async function containerOf(bytes: ByteSource): Promise<Container | undefined> {
	const head = await bytes.read(0, Math.min(SNIFF_BYTES, bytes.size));
	const format = sniffPicture(head);
	return format !== undefined && isContainer(format) ? format : undefined;
}

function lengthOf(piece: Piece): number {
	return "bytes" in piece ? piece.bytes.byteLength : piece.to - piece.from;
}
