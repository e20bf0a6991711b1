import { z } from "zod";
import { MAX_ITEMS, PictureSource } from "../../../contract/board.ts";
import { ReferenceId } from "../../../contract/ids.ts";
import { EpochMs } from "../../../contract/jobs.ts";

/**
 * A board with all its pictures in one file: a ZIP with `manifest.json`, `board.json` (the document)
 * and, not compressed once more, `pictures/<sha256>.<ending>`.
 */
export const PORTABLE_ENDING = "seedboard";
export const PORTABLE_VERSION = 1;
export const MANIFEST_ENTRY = "manifest.json";
export const BOARD_ENTRY = "board.json";

/** One picture of the board; two sources with the same content share a path. */
const PortablePicture = z
	.object({
		/** Inside the ZIP. */
		path: z.string().regex(/^pictures\/[0-9a-f]{64}\.[a-z0-9]{1,8}$/),
		sha256: ReferenceId,
		name: z.string().max(255),
		/** As the board names it. */
		source: PictureSource,
	})
	.refine(({ path, sha256 }) => path.startsWith(`pictures/${sha256}.`));
export type PortablePicture = z.infer<typeof PortablePicture>;

export const PortableManifest = z.object({
	format: z.literal(PORTABLE_ENDING),
	version: z.literal(PORTABLE_VERSION),
	/** The app's version, for people. */
	app: z.string().max(64),
	madeAt: EpochMs,
	pictures: z.array(PortablePicture).max(MAX_ITEMS),
});
export type PortableManifest = z.infer<typeof PortableManifest>;

/** Enough of a manifest to know whose it is. */
export const AnyManifest = z.object({
	format: z.literal(PORTABLE_ENDING),
	version: z.int().min(1),
});

const MEGABYTE = 1024 * 1024;

/** What a portable board may hold; a hostile file holds more. Bytes, where nothing else is said. */
export const portableLimits = {
	/** Entries of the ZIP: pictures, the two texts, and what other programs add. */
	entries: MAX_ITEMS + 1_000,
	manifest: 16 * MEGABYTE,
	board: 96 * MEGABYTE,
	/** What a reference may have; a larger one is left out. */
	picture: 200 * MEGABYTE,
	/** Of all pictures. */
	total: 32 * 1024 * MEGABYTE,
};
export type PortableLimits = typeof portableLimits;

/** Tells sources apart. */
export function sourceKey(source: PictureSource): string {
	return source.kind === "slot"
		? `slot ${source.job} ${source.index}`
		: `${source.kind} ${source.id}`;
}
