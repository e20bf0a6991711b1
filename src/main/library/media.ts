import { AppError } from "../../contract/errors.ts";
import { ImageId, ReferenceId } from "../../contract/ids.ts";
import { MEDIA_SCHEME } from "../../contract/media.ts";
import type { Reference } from "../../contract/references.ts";
import { mediaType } from "../store/picture-kinds.ts";
import type { Library } from "./library.ts";

/** What a `media://` request gets: a file to stream, or a bare status. */
export type MediaAnswer =
	| {
			readonly status: 200;
			/** Absolute. */
			readonly path: string;
			readonly contentType: string;
			/** True: the same address will always give the same bytes. */
			readonly immutable: boolean;
	  }
	| { readonly status: 400 | 404 };

export type MediaPorts = {
	readonly library: Pick<Library, "find" | "fileOf" | "thumbnailOf">;
	readonly references: {
		readonly get: (id: ReferenceId) => Promise<Reference | undefined>;
		readonly pathOf: (id: ReferenceId) => Promise<string | undefined>;
		readonly thumbnailOf: (id: ReferenceId, signal?: AbortSignal) => Promise<string>;
	};
	/** Absolute path of a picture made for printing; undefined when there is none of that name. */
	readonly printed?: (token: string) => string | undefined;
};

/** Lower-case hexadecimal digits and hyphens: nothing in an address can name a path. */
const address = new RegExp(
	`^${MEDIA_SCHEME}://(thumb|image|reference-thumb|reference|print)/([0-9a-f-]{36}|[0-9a-f]{64})$`,
);

/**
 * Finds the file behind an address of the window. Only ids are understood; anything else is answered
 * before the disk is asked. Never rejects.
 * @param signal ends the making of a thumbnail nobody waits for any more
 */
export async function answerMedia(
	url: string,
	ports: MediaPorts,
	signal?: AbortSignal,
): Promise<MediaAnswer> {
	const [, kind, text = ""] = address.exec(url) ?? [];
	if (kind === "print") {
		const path = ports.printed?.(text);
		return path === undefined ? { status: 404 } : found(path, "image/jpeg", false);
	}
	const isImage = kind === "thumb" || kind === "image";
	const image = isImage ? ImageId.safeParse(text) : undefined;
	const reference = isImage ? undefined : ReferenceId.safeParse(text);
	try {
		if (image?.success) {
			const whole = () => imageAnswer(image.data, ports);
			return kind === "thumb"
				? await thumbAnswer(() => ports.library.thumbnailOf(image.data, signal), whole)
				: await whole();
		}
		if (reference?.success) {
			const whole = () => referenceAnswer(reference.data, ports);
			return kind === "reference-thumb"
				? await thumbAnswer(() => ports.references.thumbnailOf(reference.data, signal), whole)
				: await whole();
		}
		return { status: 400 };
	} catch {
		// Gone, damaged, or nobody waits any more: the window draws an empty frame for each of these.
		return { status: 404 };
	}
}

async function thumbAnswer(
	thumbnail: () => Promise<string>,
	whole: () => Promise<MediaAnswer>,
): Promise<MediaAnswer> {
	try {
		return found(await thumbnail(), "image/webp", true);
	} catch (error) {
		const cannotKeep = error instanceof AppError && error.failure.kind === "storage";
		if (!cannotKeep) throw error;
		// A full disk must empty neither gallery nor board: the picture stands in for its stand-in, for now.
		const answer = await whole();
		return answer.status === 200 ? { ...answer, immutable: false } : answer;
	}
}

async function imageAnswer(id: ImageId, { library }: MediaPorts): Promise<MediaAnswer> {
	const image = library.find(id);
	if (image === undefined) return { status: 404 };
	// A linked file is the designer's to change.
	return found(await library.fileOf(id), mediaType(image.format), image.link === undefined);
}

async function referenceAnswer(id: ReferenceId, { references }: MediaPorts): Promise<MediaAnswer> {
	const [reference, path] = await Promise.all([references.get(id), references.pathOf(id)]);
	if (reference === undefined || path === undefined) return { status: 404 };
	return found(path, mediaType(reference.format), true);
}

function found(path: string, contentType: string, immutable: boolean): MediaAnswer {
	return { status: 200, path, contentType, immutable };
}
