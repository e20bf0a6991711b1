import { realpath } from "node:fs/promises";
import { appError } from "../../../contract/errors.ts";
import type { ImportedPicture } from "../../../contract/imports.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { fileState } from "./source-file.ts";

/**
 * The file of a linked picture, links resolved: it is where it was, or there is none. What the
 * designer has changed in its place since is the picture as it is now.
 * @throws AppError `image-not-found`
 */
export async function linkedFile(image: Pick<ImageRecord, "link">): Promise<string> {
	const { link } = image;
	if (link === undefined) throw appError("image-not-found");
	try {
		const path = await realpath(link);
		await fileState(path, path);
		return path;
	} catch (error) {
		throw appError("image-not-found", {}, { cause: error });
	}
}

/** Whether a linked file is there and not what it was when its hash was taken. */
export async function isChanged({
	source,
	bytes,
	changedAt,
}: Pick<ImportedPicture, "source" | "bytes" | "changedAt">): Promise<boolean> {
	const now = await fileState(source, source).catch(() => undefined);
	return now !== undefined && (now.bytes !== bytes || now.changedAt !== changedAt);
}
