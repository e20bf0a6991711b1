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

/**
 * Where the window hands bytes over that exist nowhere on disk: a picture dragged out of a page, a
 * board drawn as one picture. `POST` the bytes here; the answer is `{ "token": … }` (`IncomingToken`),
 * good for one `references.take` or `boards.savePicture`. Bytes never travel through the bridge.
 */
export const INCOMING_URL = `${MEDIA_SCHEME}://incoming/`;
/** Bytes. */
export const MAX_INCOMING_BYTES = 200_000_000;
