import { closeSync, constants, openSync, readSync, realpathSync, statSync } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { appError } from "../../../contract/errors.ts";
import type { ImportedPicture } from "../../../contract/imports.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { type PictureFormat, SNIFF_BYTES, sniffPicture } from "../../imaging/picture-format.ts";
import { fileState } from "./source-file.ts";

/**
 * The file of a linked picture, links resolved: it is where it was, or there is none. What the
 * designer has changed in its place since is the picture as it is now. A record of a stranger may name
 * any file of this computer: what is no picture is never given away as one.
 * @throws AppError `image-not-found`
 */
export async function linkedFile(image: Pick<ImageRecord, "link">): Promise<string> {
	const { link } = image;
	if (link === undefined) throw appError("image-not-found");
	try {
		const path = await realpath(link);
		await fileState(path, path);
		if (!(await holdsPicture(path))) throw appError("reference-not-a-picture", { name: path });
		return path;
	} catch (error) {
		throw appError("image-not-found", {}, { cause: error });
	}
}

/** The same without waiting, for a drag; undefined: there is none. */
export function linkedFileNow(link: string): string | undefined {
	try {
		const path = realpathSync(link);
		if (!statSync(path).isFile()) return undefined;
		const file = openSync(path, "r");
		try {
			const head = Buffer.alloc(SNIFF_BYTES);
			return isPicture(head.subarray(0, readSync(file, head, 0, SNIFF_BYTES, 0)))
				? path
				: undefined;
		} finally {
			closeSync(file);
		}
	} catch {
		return undefined;
	}
}

async function holdsPicture(path: string): Promise<boolean> {
	const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
		return isPicture(buffer.subarray(0, bytesRead));
	} finally {
		await file.close();
	}
}

const formats: readonly PictureFormat[] = ["png", "jpeg", "webp", "gif", "tiff", "avif"];

function isPicture(head: Uint8Array): boolean {
	const sniffed = sniffPicture(head);
	return formats.some((format) => format === sniffed);
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
