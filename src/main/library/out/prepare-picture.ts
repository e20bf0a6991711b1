import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { ReferenceRules } from "../../../contract/capability.ts";
import { AppError, appError, assertNever } from "../../../contract/errors.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { ExportMetadata, PictureIntent } from "../../../contract/picture-export.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import {
	isContainer,
	type MetadataWish,
	type RewrittenPicture,
	rewriteMetadata,
} from "../../imaging/picture-metadata.ts";
import { xmpPacket, xmpProperties } from "../../imaging/xmp-packet.ts";
import { fileEnding } from "../../store/picture-kinds.ts";
import type { Library } from "../library.ts";
import type { LeavingDetail } from "./leaving-words.ts";
import { digitalSourceType, leavingXmp } from "./leaving-xmp.ts";

/** A picture that is ready to leave: everything that can be wrong with it has been found out. */
export type LeavingPicture = {
	readonly detail: LeavingDetail;
	/** Of its file, without a dot. */
	readonly ending: string;
	/** Px. */
	readonly width: number;
	readonly height: number;
	/** Address of a term of IPTC's list. */
	readonly sourceType?: string;
	/** The very file, when nothing is done to it; absolute. */
	readonly untouched?: string;
	/** Its bytes, once. */
	readonly stream: () => AsyncIterable<Uint8Array>;
	/** For one that is not written after all. */
	readonly close: () => Promise<void>;
};

export type PreparePorts = {
	readonly library: Pick<Library, "find" | "get" | "fileOf">;
	readonly imaging: Pick<Imaging, "fit">;
};

export type PrepareOptions = {
	/** Leaves prompt and recipe out, whatever the intent says. */
	readonly withoutPrompts?: boolean;
	readonly signal?: AbortSignal;
};

/** WebP's own limit (https://developers.google.com/speed/webp/faq, read 2026-11-21). */
const MAX_WEBP_SIDE = 16_383;
/** A JPEG's extension of XMP has a head of 79 bytes in 65,400; the rest of a container is shorter. */
const PACKET_MARGIN = 1.01;
const CONTAINER_BYTES = 400;
const MIN_BYTES = 1_000;

/**
 * Does to a picture what an intent says; its file in the library is never touched. Where only metadata
 * change, its pixels leave byte for byte.
 * @throws AppError `image-not-found`, `picture-over-limit`, or one of imaging's for a damaged file
 */
export async function preparePicture(
	id: ImageId,
	intent: PictureIntent,
	ports: PreparePorts,
	{ withoutPrompts = false, signal }: PrepareOptions = {},
): Promise<LeavingPicture> {
	const detail = await detailOf(id, ports.library);
	const { image } = detail;
	const path = await ports.library.fileOf(id);
	const metadata = withoutPrompts ? discreet(intent.metadata) : intent.metadata;
	const sourceType = await digitalSourceType(detail, path);
	const known = { detail, ...(sourceType !== undefined && { sourceType }) };
	const wish = await wishOf(metadata, detail, path);
	const shape = shapeOf(intent, image, wish);
	if (shape === undefined) {
		const { width, height } = image;
		const same = { ...known, width, height, ending: fileEnding(image.format) };
		if (metadata !== "as-is") return { ...same, ...(await rewriteMetadata({ path }, wish)) };
		return { ...same, ...(await untouchedFile(path)) };
	}
	const name = basename(image.file);
	const fitted = await reshaped(path, shape, ports.imaging, { name, ...(signal && { signal }) });
	const { bytes, format, width, height } = fitted;
	const written = await rewriteMetadata({ bytes }, wish);
	if (shape.limit !== undefined && written.bytes > shape.limit) throw overLimit(name, shape.limit);
	return { ...known, width, height, ending: fileEnding(format), ...written };
}

/** What leaves where prompts stay at home: a file as it came may hold them too. */
function discreet(metadata: ExportMetadata): ExportMetadata {
	switch (metadata) {
		case "as-is":
			return "clean";
		case "recipe":
			return "marked";
		case "clean":
		case "marked":
			return metadata;
		default:
			return assertNever(metadata);
	}
}

async function detailOf(id: ImageId, library: PreparePorts["library"]): Promise<LeavingDetail> {
	const image = library.find(id);
	if (image === undefined) throw appError("image-not-found");
	try {
		return await library.get(id);
	} catch (thrown) {
		// A picture whose recipe is lost is a picture all the same.
		if (AppError.from(thrown).reason === "record-damaged") return { image };
		throw thrown;
	}
}

async function wishOf(
	metadata: ExportMetadata,
	detail: LeavingDetail,
	path: string,
): Promise<MetadataWish> {
	switch (metadata) {
		case "as-is":
			return { keep: "all" };
		case "clean":
			return { keep: "colour" };
		case "marked":
			return { keep: "colour", xmp: await leavingXmp(detail, path, { withRecipe: false }) };
		case "recipe":
			return { keep: "all", xmp: await leavingXmp(detail, path, { withRecipe: true }) };
		default:
			return assertNever(metadata);
	}
}

type Shape = {
	readonly format: "png" | "jpeg" | "webp";
	readonly maxSide: number;
	/** Bytes of the whole file, and of it without what is put in. */
	readonly limit?: number;
	readonly room: number;
};

/** How the picture must be written anew; undefined: its pixels can stay as they are. */
function shapeOf(
	{ format: wanted, maxSide, maxBytes }: PictureIntent,
	image: LeavingDetail["image"],
	wish: MetadataWish,
): Shape | undefined {
	const own = isContainer(image.format) ? image.format : undefined;
	const changesMetadata = wish.keep === "colour" || wish.xmp !== undefined;
	// Of other formats only the whole can be changed: without loss.
	const format = wanted ?? own ?? "png";
	const limit = format === "png" ? undefined : maxBytes;
	const packet = wish.xmp === undefined ? 0 : packetBytes(wish.xmp);
	const longer = Math.max(image.width, image.height);
	const isSmallEnough =
		longer <= (maxSide ?? longer) && (limit === undefined || image.bytes + packet <= limit);
	const isRightKind = wanted === undefined ? own !== undefined || !changesMetadata : wanted === own;
	if (isSmallEnough && isRightKind) return undefined;
	const formatSide = format === "webp" ? MAX_WEBP_SIDE : Number.MAX_SAFE_INTEGER;
	return {
		format,
		maxSide: Math.min(maxSide ?? formatSide, formatSide),
		...(limit !== undefined && { limit }),
		room: limit === undefined ? Number.MAX_SAFE_INTEGER : Math.max(MIN_BYTES, limit - packet),
	};
}

function packetBytes(xmp: NonNullable<MetadataWish["xmp"]>): number {
	const packet = Buffer.byteLength(xmpPacket(xmpProperties(xmp)));
	return Math.ceil(packet * PACKET_MARGIN) + CONTAINER_BYTES;
}

async function reshaped(
	path: string,
	{ format, maxSide, limit, room }: Shape,
	imaging: PreparePorts["imaging"],
	call: { readonly name: string; readonly signal?: AbortSignal },
) {
	const rules: ReferenceRules = {
		...{ max: 1, formats: [format], by: ["inline"] },
		...{ maxBytes: room, maxPixels: Number.MAX_SAFE_INTEGER },
		...{ minSide: 1, minRatio: 1 / 65_535, maxRatio: 65_535 },
	};
	try {
		return await imaging.fit({ path }, { rules, gateway: "", maxSide, ...call });
	} catch (thrown) {
		const { reason } = AppError.from(thrown);
		if (limit !== undefined && reason === "reference-cannot-fit") throw overLimit(call.name, limit);
		throw thrown;
	}
}

function overLimit(name: string, limit: number): AppError {
	return appError("picture-over-limit", { name, limit: `${Math.floor(limit / 1_000)} KB` });
}

async function untouchedFile(path: string): Promise<RewrittenPicture & { untouched: string }> {
	const { size } = await stat(path);
	return {
		bytes: size,
		untouched: path,
		stream: async function* () {
			yield* createReadStream(path);
		},
		close: async () => {},
	};
}
