import type { ImageId, ReferenceId } from "./ids.ts";

/** Pictures reach the window through this scheme, by id alone; never by path, never through the bridge. */
export const MEDIA_SCHEME = "media";

/** What can be asked for: a small stand-in or the file itself, of a picture or of a reference. */
export const mediaKinds = ["thumb", "image", "reference-thumb", "reference"] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** The address of a saved picture: `thumb` is at most 512 px a side, `image` the untouched file. */
export function imageUrl(kind: "thumb" | "image", id: ImageId): string {
	return `${MEDIA_SCHEME}://${kind}/${id}`;
}

/** The address of a reference snapshot: `reference-thumb` is at most 512 px a side. */
export function referenceUrl(kind: "reference-thumb" | "reference", id: ReferenceId): string {
	return `${MEDIA_SCHEME}://${kind}/${id}`;
}
